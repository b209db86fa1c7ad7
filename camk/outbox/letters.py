"""A mail of the outbox as the bytes that go to the mail server.

Django writes any mail there can be, in half a millisecond; ours are of one form, and written in a tenth of that:
text first, HTML twin, a calendar part as alternative and as invite.ics, or one file. Several calendar files lie each
beside the words: a program that is given one as alternative shows that date in place of the words. Headers are
encoded and refused by Django.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from email.message import Message
from email.utils import formatdate, parseaddr
from functools import lru_cache

from django.core.mail import EmailMessage
from django.core.mail.message import forbid_multi_line_headers, sanitize_address

from camk.files import StoredFile
from camk.outbox.models import OutboundMail

LINE_END = re.compile(r"\r\n|\r|\n")
CALENDAR_ENDS = "END:VCALENDAR\r\n"
METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)
LONGEST_LINE = 998  # bytes; what a mail server must take
# Such an address means what it says. Any other (accents, quotes) is put into the form servers understand.
PLAIN = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Letter(EmailMessage):
    """One mail, written once; every mail backend gets the same bytes."""

    def __init__(self, mail: OutboundMail):
        super().__init__(mail.subject, mail.text, to=[mail.address])
        self.written = write(mail, self.from_email)

    def message(self) -> Message:
        return Written(self.written)


class Written(Message):
    """What Django's own backends ask for a mail's bytes."""

    def __init__(self, written: bytes):
        super().__init__()
        self.written = written

    def as_bytes(self, *args, **kwargs) -> bytes:
        return self.written


def write(mail: OutboundMail, sender: str) -> bytes:
    headers = [
        _often("Subject", mail.subject),
        _often("From", sender),
        forbid_multi_line_headers("To", mail.address, "utf-8"),
        ("Message-ID", mail.message_id),
        ("Date", formatdate(localtime=True)),
    ]
    if mail.unsubscribe_url:  # RFC 8058: the mail program's own button stops this list, without signing in
        headers.append(forbid_multi_line_headers("List-Unsubscribe", f"<{mail.unsubscribe_url}>", "utf-8"))
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    head = "".join(f"{name}: {LINE_END.sub(CRLF, value)}{CRLF}" for name, value in headers)
    return f"{head}MIME-Version: 1.0{CRLF}".encode("ascii") + _body(mail)


CRLF = "\r\n"
_often = lru_cache(maxsize=64)(lambda name, value: forbid_multi_line_headers(name, value, "utf-8"))


def _body(mail: OutboundMail) -> bytes:
    parts, mark = [_part("text/plain", mail.text)], f"=_{mail.message_id[1:33]}"
    if mail.html:
        parts.append(_part("text/html", mail.html))
    if mail.attachment_id:
        return _together("mixed", [_together("alternative", parts, f"{mark}_a"), *_file(mail.attachment)], mark)
    if not mail.calendar:
        return _together("alternative", parts, mark)
    files = calendars(mail.calendar)
    if len(files) > 1:
        words = _together("alternative", parts, f"{mark}_a")
        return _together(
            "mixed", [words, *(_entry(file, number) for number, file in enumerate(files, start=1))], mark
        )
    method = mail.calendar_method or "REQUEST"
    parts.append(_part(f"text/calendar; method={method}", mail.calendar))
    name = 'Content-Disposition: attachment; filename="invite.ics"' + CRLF
    beside = name.encode() + _part("text/calendar", mail.calendar)
    return _together("mixed", [_together("alternative", parts, f"{mark}_a"), beside], mark)


def calendars(stream: str) -> list[str]:
    """The calendar files that stand one after the other in a mail."""
    return [f"{file}{CALENDAR_ENDS}" for file in stream.split(CALENDAR_ENDS)[:-1]] or [stream]


def _entry(file: str, number: int) -> bytes:
    """One of several files, with its own method."""
    name = f'Content-Disposition: attachment; filename="invite-{number}.ics"{CRLF}'
    return name.encode() + _part(f"text/calendar; method={METHOD.search(file)[1]}", file)


def _part(kind: str, words: str) -> bytes:
    """One part with its words: as they are, unless a line is too long for a mail server."""
    data, encoding = LINE_END.sub(CRLF, words).encode(), "8bit"
    if data.isascii():
        encoding = "7bit"
    if max(map(len, data.split(b"\r\n"))) > LONGEST_LINE:
        lines = b2a_qp(data.replace(b"\r\n", b"\n"))
        data, encoding = lines.replace(b"\n", b"\r\n"), "quoted-printable"
    head = f'Content-Type: {kind}; charset="utf-8"{CRLF}Content-Transfer-Encoding: {encoding}{CRLF}{CRLF}'
    return head.encode() + data


def _file(stored: StoredFile) -> list[bytes]:
    """The file that goes with a mail; none when its words had to leave the portal meanwhile."""
    try:
        with stored.file.open("rb") as file:
            content = encodebytes(file.read())
    except FileNotFoundError:
        return []
    name = re.sub(r"[^A-Za-z0-9._-]", "-", stored.name)
    head = f'Content-Type: {stored.content_type}{CRLF}Content-Disposition: attachment; filename="{name}"{CRLF}'
    return [f"{head}Content-Transfer-Encoding: base64{CRLF}{CRLF}".encode() + content.replace(b"\n", b"\r\n")]


def _together(how: str, parts: list[bytes], mark: str) -> bytes:
    if len(parts) == 1:
        return parts[0]
    start = f"--{mark}{CRLF}".encode()
    head = f'Content-Type: multipart/{how}; boundary="{mark}"{CRLF}{CRLF}'.encode()
    return head + b"".join(start + part + b"\r\n" for part in parts) + f"--{mark}--{CRLF}".encode()


def plain_address(address: str) -> str:
    """The bare address as it is said to the mail server; raises ValueError for one that would say more than that."""
    if PLAIN.fullmatch(address):
        return address
    _, cleaned = parseaddr(sanitize_address(address, "utf-8"))
    if not cleaned.isascii() or not cleaned.isprintable():
        raise ValueError("an address no mail server understands")
    return cleaned
