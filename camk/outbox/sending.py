"""Speaking SMTP: one batch over one connection, each mail's fate written down on its own."""

import logging
import random
import smtplib
import time

from django.core.mail import get_connection
from django.utils import timezone

from camk.details import site_details
from camk.outbox import actions
from camk.outbox.actions.bundling import bundle_due
from camk.outbox.journal import Journal, kept_journal, left_behind
from camk.outbox.letters import Letter
from camk.outbox.models import OutboundMail

log = logging.getLogger(__name__)
BATCH = 200
PATIENCE = 10.0  # seconds a claimed handful may take; what is left of it then waits again
MOST_BROKEN = 3  # lines that break in one batch: then the server is left alone until the next minute


class Line:
    """The connection to the mail server while one batch is sent, and why there is none."""

    def __init__(self):
        self.connection, self.why, self.broken = None, "", 0

    def open(self) -> None:
        """Connect; a server that is away leaves no connection and its reason."""
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            log.warning("the mail server is away: %s", error)
            self.why = f"The mail server is away: {error}"
        else:
            self.connection = connection

    def broke(self) -> None:
        """It broke while the server had a mail. One that does so again and again would put each mail in doubt."""
        self.broken += 1
        self.close()
        self.why = "The mail server hung up again and again"
        if self.broken < MOST_BROKEN:
            self.open()

    def go_on(self) -> None:
        """After a refusal: with 421 the server has also hung up, and the next mail needs a fresh line."""
        smtp = getattr(self.connection, "connection", None)
        if smtp is not None and smtp.sock is None:
            self.close()
            self.open()

    def close(self) -> None:
        connection, self.connection = self.connection, None
        try:
            if connection is not None:
                connection.close()
        except (OSError, smtplib.SMTPException):
            log.info("the mail connection was closed by the other side")


def send_batch() -> int:
    """Send up to 200 due mails over one connection; returns how many were due. One bad mail stops no other.

    0 also while the server is away: what waits stays due, and the sweep of the next minute tries again.
    """
    if site_details().mail_held:
        return 0
    bundle_due(now=timezone.now())
    due = OutboundMail.objects.due(timezone.now()).order_by("next_attempt_at", "pk")
    pks = list(due.values_list("pk", flat=True)[: BATCH * 4])
    if not pks:
        return 0
    if len(pks) > BATCH:  # several workers at once do not all reach for the same ones
        pks = random.sample(pks, BATCH)
    with kept_journal() as journal:
        return _send_in_turn(Line(), journal, pks)


def _send_in_turn(line: Line, journal: Journal, pks: list[int]) -> int:
    """A handful at a time: what the server took of the last one is written down with the claim of the next."""
    line.open()
    waiting, mails, taken, until = pks, [], [], 0.0
    try:
        while waiting or mails:
            if line.connection is None or (mails and time.monotonic() > until):
                rest = [*(mail.pk for mail in mails), *waiting]
                actions.put_back(pks=rest, run=journal.run, error=line.why)
                return len(pks) if line.connection else 0
            if not mails:
                some, waiting = waiting[: journal.handful], waiting[journal.handful :]
                mails = actions.claim(pks=some, run=journal.run, now=timezone.now(), sent=taken)
                taken, until = [], time.monotonic() + PATIENCE
                continue
            mail = mails.pop(0)
            journal.begun(mail.pk)
            if _send_one(line, mail):
                taken.append(mail.pk)
                journal.taken(mail.pk)
    finally:
        if taken:
            actions.mark_sent(pks=taken, now=timezone.now())
        line.close()
    return len(pks)


def settle_left_behind() -> None:
    """What workers that were killed on this machine were doing."""
    for left in left_behind():
        if left.is_of_this_start:
            actions.settle_left_behind(left=left, now=timezone.now())


def _send_one(line: Line, mail: OutboundMail) -> bool:
    """Send one mail; True when the server took it. What went wrong is written down here."""
    now, pk = timezone.now(), mail.pk
    try:
        letter = Letter(mail)
    except Exception as error:
        log.exception("mail %s could not be built", pk)
        actions.mark_failed(pk=pk, now=now, error=f"Could not be built: {type(error).__name__}", final=True)
        return False
    try:
        line.connection.send_messages([letter])
    except smtplib.SMTPServerDisconnected:
        actions.mark_unknown(pk=pk, error="The mail server hung up while it had this mail.")
        line.broke()
    except smtplib.SMTPResponseException as error:
        final = error.smtp_code >= 500
        actions.mark_failed(pk=pk, now=now, error=f"{error.smtp_code} from the mail server", final=final)
        line.go_on()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        final = all(code >= 500 for code in codes)
        actions.mark_failed(pk=pk, now=now, error=f"Address refused ({codes[0]})", final=final)
        line.go_on()
    except (OSError, smtplib.SMTPException) as error:
        actions.mark_unknown(pk=pk, error=f"No answer: {type(error).__name__}")
        line.broke()
    except Exception as error:
        log.exception("mail %s was not sent", pk)
        actions.mark_failed(pk=pk, now=now, error=f"Could not be sent: {type(error).__name__}", final=True)
    else:
        return True
    return False
