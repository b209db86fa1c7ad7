"""Inviting people to a meeting, sending what is due, and asking those who did not answer once more."""

from datetime import datetime, timedelta

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import is_quiet, next_open
from camk.outbox.actions import post, withdraw
from camk.outbox.models import OutboundMail
from groups.workspace.actions.telling import stop_url
from meetings.inviting.audience import Audience, choose, unwilling
from meetings.inviting.models import InvitationRound, MeetingInvitation
from meetings.meetings import entries
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions.notices import answer_url
from meetings.rsvps.models import Rsvp

MOST = 1000  # people in one round
BATCH = 100  # mails of one transaction
ASK_AGAIN_AFTER = timedelta(days=5)
RECENTLY = timedelta(days=3)  # whoever had a mail about this meeting, or another invitation, is let be
TOO_NEAR = timedelta(days=1)


@action
def invite(*, meeting: Meeting, audience: Audience, words: str = "", asks_again: bool = True, by) -> InvitationRound:
    """Write down who is invited; the mails go within the minute, by day. Nobody is invited to one meeting twice."""
    meeting = places.lock_meeting(meeting)
    if not meeting.is_open:
        raise RuleBroken("People can be invited while the meeting goes ahead and has not started.")
    if audience.is_empty:
        raise RuleBroken("Choose whom to invite.")
    chosen = choose(meeting, audience, timezone.now())
    if not chosen.invited:
        raise RuleBroken(
            "Nobody is left to invite: all of them answered, were invited before, or want no such mails."
        )
    if len(chosen.invited) > MOST:
        raise RuleBroken(f"That are {len(chosen.invited):,} people; up to {MOST:,} at once. Choose fewer.")
    batch = InvitationRound.objects.create(
        meeting=meeting,
        by=by,
        audience=audience.codes,
        audience_words=audience.words[:500],
        words=words.strip(),
        asks_again=asks_again,
        invited=len(chosen.invited),
        answered=chosen.answered,
        before=chosen.before,
        stopped=chosen.stopped,
    )
    MeetingInvitation.objects.bulk_create(
        [MeetingInvitation(round=batch, meeting=meeting, user=user) for user in chosen.invited]
    )
    left_out = chosen.left_out
    audit.record("meeting.invited", meeting, by=by, round=batch.pk, invited=batch.invited, left_out=left_out)
    return batch


@action
def send_some(*, meeting: Meeting, now: datetime, by=None) -> int:
    """Post the mails of one batch of invitations; returns how many rows were dealt with."""
    meeting = places.lock_meeting(meeting)
    rows = _rows(MeetingInvitation.objects.to_send().filter(meeting=meeting))
    gone = _answered_or_unwilling(meeting, rows)
    for row in rows:
        if row.user_id in gone or not meeting.is_open:
            row.dropped_at = now
        else:
            row.mail = _post(row, meeting, "invitation", now)
            row.sent_at = now
        row.save(update_fields=["dropped_at", "sent_at", "mail"])
    return len(rows)


@action
def ask_again(*, meeting: Meeting, now: datetime, by=None) -> int:
    """Those of a batch who have not answered are asked once more; returns how many.

    Not who answered, not when it is full or called off, not the day before, and nobody who was written to lately.
    """
    meeting = places.lock_meeting(meeting)
    if not meeting.is_open or meeting.starts_at - now < TOO_NEAR or _is_full(meeting):
        return 0
    rows = MeetingInvitation.objects.filter(meeting=meeting).to_ask_again(now - ASK_AGAIN_AFTER)
    rows = _rows(rows.exclude(user__in=Rsvp.objects.filter(meeting=meeting).values("user")).exclude(
        user__in=unwilling().values("pk")
    ).exclude(user__in=_told_lately(meeting, now)))  # fmt: skip
    for row in rows:
        _post(row, meeting, "invitation_again", now)
        row.chased_at = now
        row.save(update_fields=["chased_at"])
    return len(rows)


@action
def take_back_unsent(*, meeting: Meeting, by) -> None:
    """Mails kept back until morning would tell of the meeting as it was; they are written anew if it goes ahead."""
    for event in ("invitation", "invitation_again"):
        withdraw(keys_start=f"{event}:{meeting.pk}:")
    rows = MeetingInvitation.objects.filter(meeting=meeting, mail__state=OutboundMail.State.DROPPED)
    rows.update(sent_at=None, mail=None)


def _rows(rows) -> list[MeetingInvitation]:
    return list(rows.select_related("user", "round").order_by("pk")[:BATCH])


def _post(row: MeetingInvitation, meeting: Meeting, event: str, now: datetime) -> OutboundMail | None:
    return post(
        event=f"meetings/{event}",
        key=f"{event}:{meeting.pk}:s{meeting.sequence}:{row.user_id}",
        user=row.user,
        context={
            "meeting": meeting,
            "words": row.round.words,
            "answer_url": answer_url(meeting, row.user),
            "page_url": entries.address_of(meeting),
        },
        not_before=next_open(now) if is_quiet(now) else None,
        unsubscribe_url=stop_url("invitations", user=row.user),
        about=f"meeting:{meeting.pk}",
    )


def _answered_or_unwilling(meeting: Meeting, rows: list[MeetingInvitation]) -> set[int]:
    users = [row.user_id for row in rows]
    answered = Rsvp.objects.filter(meeting=meeting, user__in=users).values_list("user", flat=True)
    return set(answered) | set(unwilling().filter(pk__in=users).values_list("pk", flat=True))


def _told_lately(meeting: Meeting, now: datetime):
    """Who was reminded or told of this meeting, or invited to another, in the last days."""
    mails = OutboundMail.objects.filter(created_at__gt=now - RECENTLY, user__isnull=False)
    reminded = mails.filter(key__startswith=f"reminder:{meeting.pk}:").order_by().values("user")
    told = mails.filter(key__startswith=f"invited:{meeting.pk}:").order_by().values("user")
    return reminded.union(told, mails.filter(kind__startswith="meetings/invitation").order_by().values("user"))


def _is_full(meeting: Meeting) -> bool:
    left = [places.free(meeting, mode) for mode in meeting.modes]
    return None not in left and max(left) <= 0
