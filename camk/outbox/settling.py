"""Settling mails that are "unknown": by a person who looked, or all at once by the mail server's log."""

from collections import Counter

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.maillog import TAKEN, MailLog
from camk.outbox.models import OutboundMail

State = OutboundMail.State


@action
def settle_unknown(*, mail: OutboundMail, was_sent: bool, by) -> None:
    """Staff looked into the mail log: it went out, or it did not and goes again under the same Message-ID."""
    if mail.state not in (State.UNKNOWN, State.FAILED):
        raise RuleBroken("Only a mail that failed or had no answer can be settled.")
    mail.state = State.SENT if was_sent else State.QUEUED
    mail.sent_at = timezone.now() if was_sent else None
    mail.next_attempt_at = timezone.now()
    mail.save(update_fields=["state", "sent_at", "next_attempt_at"])
    audit.record("mail.settled", mail, by=by, was_sent=was_sent)


@action
def settle_from_log(*, log: MailLog, is_whole: bool = False, by=None) -> Counter:
    """Settle each unknown mail that the log knows; returns how many were "sent", "came_back", "again" and "left".

    One the log does not know goes again only when the log is whole: of the one server, uncut, over that time.
    """
    counts = Counter(sent=0, came_back=0, again=0, left=0)
    for mail in OutboundMail.objects.select_for_update().filter(state=State.UNKNOWN).order_by("pk"):
        fate = log.fates.get(mail.message_id)
        if fate == TAKEN:
            settle_unknown(mail=mail, was_sent=True, by=by)
            counts["sent"] += 1
        elif fate:
            mail.state, mail.error = State.FAILED, f"It came back ({fate})"
            mail.save(update_fields=["state", "error"])
            audit.record("mail.came_back", mail, by=by, code=fate)
            counts["came_back"] += 1
        elif is_whole and mail.blanked_at is None and log.covers(mail.claimed_at):
            settle_unknown(mail=mail, was_sent=False, by=by)
            counts["again"] += 1
        else:
            counts["left"] += 1
    return counts
