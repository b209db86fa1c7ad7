"""The door mail leaves by: put into the outbox, claimed, sent, marked; blanked when old.

Two phases keep a killed worker from sending anything twice: rows become "sending" and that is committed
before SMTP is spoken to. Whoever finds an old "sending" row cannot know, so it becomes "unknown" for staff;
of a worker killed on this machine the journal says which one that is.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from camk import audit
from camk.actions import action, joined, unseen
from camk.errors import RuleBroken
from camk.files import StoredFile
from camk.outbox.actions.bundling import Part
from camk.outbox.journal import LeftBehind
from camk.outbox.maillog import TAKEN, MailLog
from camk.outbox.models import BundlePart, OutboundMail
from camk.outbox.noting import note
from camk.outbox.nudging import nudge
from camk.outbox.rendering import compose, render_mail

State = OutboundMail.State
LADDER = [
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(hours=1),
    timedelta(hours=4),
]
STALE_AFTER = timedelta(minutes=10)
BLANK_AFTER = timedelta(days=90)
STOPPED = "The worker stopped while this mail was being sent."


@joined
@action
def post(
    *,
    event: str,
    key: str,
    user,
    context: dict,
    not_before: datetime | None = None,
    calendar: str = "",
    calendar_method: str = "",
    is_secret: bool = False,
    unsubscribe_url: str = "",
    about: str = "",
    address: str = "",
    key_is_new: bool = False,
    attachment: StoredFile | None = None,
    part: Part | None = None,
) -> OutboundMail | None:
    """Render `event` for `user` and put it into the outbox under `key`; None when that key was used before.

    `event` is "app/name" of a template under templates/emails/. Call inside the action that is the reason.
    With `unsubscribe_url` it is news, which its reader can stop there; without, a service mail that always goes.
    `address` instead of a `user`: somebody who was invited and of whom no record is made before they say yes.
    `about` holds codes that staff search by ("announcement:12 cag:3").
    `key_is_new` spares the question when a lock held by the caller makes sure of it.
    With a `part` it becomes one mail with others that wait for the same person: see `bundling.py`.
    """
    if not key_is_new and OutboundMail.objects.filter(key=key).exists():
        return None
    row = draft_mail(event=event, key=key, user=user, context=context, unsubscribe_url=unsubscribe_url)
    row.about, row.is_secret, row.address = about[:200], is_secret, row.address or address
    row.calendar, row.calendar_method, row.attachment = calendar, calendar_method, attachment
    row.next_attempt_at = not_before or row.next_attempt_at
    row.save()
    if part:
        BundlePart.objects.create(mail=row, **part._asdict())
    note([row])
    nudge_worker()
    return row


def draft_mail(*, event: str, key: str, user, context: dict, unsubscribe_url: str = "") -> OutboundMail:
    """The mail as it would stand in the outbox, not stored yet: for many at once see `post_all`."""
    mail = render_mail(event, {"user": user, "unsubscribe_url": unsubscribe_url, **context})
    row = OutboundMail(
        key=key,
        kind=event,
        category=OutboundMail.Category.NEWS if unsubscribe_url else OutboundMail.Category.SERVICE,
        unsubscribe_url=unsubscribe_url,
        user=user,
        address=user.email if user else "",
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
    )
    row.told = context
    return row


@action
def post_all(*, mails: list[OutboundMail]) -> None:
    """Put a batch of drafted mails into the outbox in one statement; their keys must be new."""
    OutboundMail.objects.bulk_create(mails)
    note(mails)
    if mails:
        nudge_worker()


@unseen
@action
def send_plain(*, kind: str, address: str, subject: str, body: str, code: str = "") -> OutboundMail:
    """Put a mail that another library has worded (allauth) into the outbox; `code` marks it secret."""
    mail = compose({"subject": subject, "body": body})
    now = timezone.now()
    row = OutboundMail.objects.create(
        key=f"{kind}:{address}:{now.timestamp()}",
        kind=kind,
        address=address,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        is_secret=bool(code),
        next_attempt_at=now,
    )
    nudge_worker()
    return row


def nudge_worker() -> None:
    """Ask the worker to look now, once a transaction; the sweep each minute makes delivery certain."""
    connection = transaction.get_connection()
    if not any(entry[1] is nudge for entry in connection.run_on_commit):
        transaction.on_commit(nudge, robust=True)


@unseen
@action
def claim(*, pks: list[int], run: str, now: datetime, sent: list[int]) -> list[OutboundMail]:
    """Mark a handful of waiting mails "sending", and give those that no other worker was quicker with.

    A few at a time, just before they are sent, and `sent`, which the server has taken meanwhile, in the same
    transaction. Which of them was with the server when a worker died says its journal (`journal.py`).
    """
    _mark_sent(OutboundMail.objects.filter(pk__in=sent), now)
    waiting = OutboundMail.objects.select_for_update(skip_locked=True).filter(pk__in=pks, state=State.QUEUED)
    mails = list(waiting.order_by("pk"))
    taken = OutboundMail.objects.filter(pk__in=[mail.pk for mail in mails])
    taken.update(state=State.SENDING, claimed_at=now, claimed_by=run)
    return mails


@unseen
@action
def mark_sent(*, pks: list[int], now: datetime) -> None:
    """The server took them. A mail with a code loses its words at once in live mode."""
    _mark_sent(OutboundMail.objects.filter(pk__in=pks), now)


def _mark_sent(mails, now: datetime) -> None:
    changes, rows = {"state": State.SENT, "sent_at": now, "error": ""}, mails.filter(state=State.SENDING)
    if settings.LIVE:
        rows.filter(is_secret=True).update(**changes, text="", html="", blanked_at=now)
    rows.update(**changes)


@unseen
@action
def mark_failed(*, pk: int, now: datetime, error: str, final: bool) -> None:
    """The server refused it: try again later by the ladder, or give up and show it to staff."""
    mail = OutboundMail.objects.get(pk=pk)
    mail.error = error[:250]
    if final or mail.attempts >= len(LADDER):
        mail.state = State.FAILED
    else:
        mail.state = State.QUEUED
        mail.next_attempt_at = now + LADDER[mail.attempts]
        mail.attempts += 1
    mail.save(update_fields=["state", "error", "next_attempt_at", "attempts"])


@unseen
@action
def mark_unknown(*, pk: int, error: str) -> None:
    """The line broke while the server had the mail: nobody can tell, so staff look in the mail log."""
    OutboundMail.objects.filter(pk=pk, state=State.SENDING).update(state=State.UNKNOWN, error=error[:250])


@unseen
@action
def put_back(*, pks: list[int], run: str, error: str) -> None:
    """These were certainly not sent (the server is away). They stay due, and say what they wait for."""
    rows = OutboundMail.objects.filter(pk__in=pks)
    rows.filter(state=State.SENDING, claimed_by=run).update(state=State.QUEUED)
    if error:
        rows.filter(state=State.QUEUED).update(error=error[:250])


@unseen
@action
def settle_left_behind(*, left: LeftBehind, now: datetime) -> None:
    """A worker died: what its server took was sent, what it had not begun waits again, and one is in doubt."""
    mine = OutboundMail.objects.filter(claimed_by=left.run, state=State.SENDING)
    _mark_sent(mine.filter(pk__in=left.taken), now)
    mine.filter(pk=left.begun).update(state=State.UNKNOWN, error=STOPPED)
    mine.update(state=State.QUEUED)


@unseen
@action
def settle_stale(*, now: datetime) -> int:
    """Claims older than ten minutes, of a worker that left no journal we can read, become "unknown"."""
    stale = OutboundMail.objects.filter(state=State.SENDING, claimed_at__lt=now - STALE_AFTER)
    return stale.update(state=State.UNKNOWN, error=STOPPED)


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


@action
def note_export(*, mails: int, by) -> None:
    """Somebody saved the list of mails as a table; how many rows is written down."""
    audit.record("mail.exported", by, by=by, mails=mails)


@action
def withdraw(*, keys_start: str) -> int:
    """Take back mails that have not gone yet (a cancelled meeting's reminders); returns how many."""
    return OutboundMail.objects.filter(key__startswith=keys_start, state=State.QUEUED).update(state=State.DROPPED)


@action
def withdraw_list(*, user, unsubscribe_url: str) -> int:
    """This person stopped a list, named by the address its mails stop it with: what waits of it does not go."""
    waiting = OutboundMail.objects.filter(user=user, unsubscribe_url=unsubscribe_url, state=State.QUEUED)
    return waiting.update(state=State.DROPPED)


def old_mails(now: datetime) -> QuerySet[OutboundMail]:
    """Mails of 90 days ago that are over, with their words still on them."""
    over = [State.SENT, State.FAILED, State.DROPPED, State.BUNDLED]
    return OutboundMail.objects.filter(blanked_at=None, created_at__lt=now - BLANK_AFTER, state__in=over)


@unseen
@action
def blank_old(*, rows: QuerySet[OutboundMail], now: datetime) -> int:
    """An old mail loses address and words; key, state, Message-ID and times stay and keep guarding."""
    BundlePart.objects.filter(mail__in=rows).delete()
    words = dict.fromkeys(["address", "subject", "text", "html", "calendar", "unsubscribe_url"], "")
    return rows.update(**words, attachment=None, blanked_at=now)
