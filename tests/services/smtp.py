"""A real SMTP server on loopback that keeps what it was sent, and can be as awkward as real ones are."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.ports import free_port

ACCEPT = "ok"
TRY_LATER = "451"
REFUSE = "550"
HANG = "hang"  # takes the mail, then says nothing
DROP = "drop"  # takes the mail, then cuts the line without an answer
CLOSE = "421"  # says that it closes, and does
KEEP_AND_DROP = "keep and drop"  # keeps the mail, then cuts the line: the sender cannot know

Behaviour = Callable[[Envelope], str]


@dataclass(frozen=True)
class Received:
    """One mail as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def message_id(self) -> str:
        """The Message-ID header, by which the outbox is settled."""
        return str(self.message["Message-ID"] or "")

    @property
    def subject(self) -> str:
        """The subject in words."""
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """The plain words."""
        part = self.message.get_body(preferencelist=("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The HTML twin, or nothing."""
        part = self.message.get_body(preferencelist=("html",))
        return part.get_content() if part else ""


@dataclass
class MailServer:
    """What arrived, and how the next mail is answered."""

    port: int
    mails: list[Received] = field(default_factory=list)
    attempts: int = 0
    pipelining: bool = False  # offers to be told several things at once, as most do
    banner_after: float = 0  # seconds of silence before it greets
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    behaviour: Behaviour = field(default=lambda envelope: ACCEPT)

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def answer(self, *answers: str) -> None:
        """Answer the next mails so, one after the other; after the last one accept again."""
        waiting = list(answers)
        self.behaviour = lambda envelope: waiting.pop(0) if waiting else ACCEPT

    def log(self) -> str:
        """What a Postfix would have written about the mails it took, until two minutes from now."""
        until = datetime.now(UTC) + timedelta(minutes=2)
        rows = [f"{self.began.isoformat()} mx postfix/master[1]: daemon started"]
        for number, mail in enumerate(self.mails):
            head, queue = f"{mail.at.isoformat()} mx postfix", f"4B2F{number:06X}"
            rows.append(f"{head}/cleanup[2]: {queue}: message-id={mail.message_id}")
            rows.append(f"{head}/qmgr[3]: {queue}: from=<{mail.sender}>, size=2000, nrcpt=1 (queue active)")
        return "\n".join([*rows, f"{until.isoformat()} mx postfix/anvil[4]: statistics"])

    def to(self, address: str) -> list[Received]:
        """The mails one address was sent."""
        return [mail for mail in self.mails if address in mail.recipients]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        """What the server says it can."""
        session.host_name = hostname
        return [*responses[:-1], *["250-PIPELINING"] * self.pipelining, responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, mail_options):  # noqa: N802
        """Whom it takes mail from: nobody whose name starts with "nobody"."""
        if address.startswith("nobody"):
            return "550 5.7.1 Not from you"
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 2.1.0 Go on"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        """Whom it knows: no such one either."""
        if address.startswith("nobody"):
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Go on"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd asks here for the answer to each mail."""
        self.attempts += 1
        answer = self.behaviour(envelope)
        if answer in (ACCEPT, KEEP_AND_DROP):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.mails.append(Received(envelope.mail_from, tuple(envelope.rcpt_tos), message))
        if answer == HANG:
            await asyncio.sleep(3600)
        if answer in (DROP, KEEP_AND_DROP):
            server.transport.abort()
            return "421 gone"
        return {
            TRY_LATER: "451 4.3.0 Try again later",
            REFUSE: "550 5.1.1 No such person here",
            CLOSE: "421 4.3.2 Closing",
        }.get(answer, "250 2.0.0 Taken")


class SlowToGreet(SMTP):
    """Lets each caller wait for the first line as long as it was told to."""

    async def _handle_client(self) -> None:
        until = self.loop.time() + self.event_handler.banner_after
        while self.loop.time() < until and not self._reader.at_eof():
            await asyncio.sleep(0.05)
        if self._reader.at_eof():  # the caller lost patience
            self.transport.close()
        else:
            await super()._handle_client()


class OurController(Controller):
    """Runs the server that can be slow to greet, and leaves no line open at the end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.answering: list[SMTP] = []

    def factory(self) -> SMTP:
        self.answering.append(SlowToGreet(self.handler, **self.SMTP_kwargs))
        return self.answering[-1]

    def cut(self) -> None:
        """Hang up on everybody; runs in the server's own thread."""
        for one in self.answering:
            if one.transport is not None:
                one.transport.abort()

    def stop(self) -> None:
        """The library waits for the thread for ever, and from Python 3.12 on the thread for each open line."""
        self.loop.call_soon_threadsafe(self.cut)
        self.loop.call_soon_threadsafe(self.cancel_tasks)
        self._thread.join(10)


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run the server in a thread of its own for as long as the block lasts."""
    sink = MailServer(port=free_port())
    controller = OurController(sink, hostname="127.0.0.1", port=sink.port, ready_timeout=10)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
