"""The waiting list: what happens when a place comes free, when an offer runs out, when the meeting starts.

More than 48 hours before: the next in the queue is in at once. From 48 to 4 hours: the place is offered for a
time. Under 4 hours: everybody waiting is told, and the first to say yes has it (meetings.md 2.1).
"""

from datetime import datetime, timedelta

from camk import audit
from camk.actions import action
from camk.hours import add_waking, is_quiet, next_open
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions.notices import ENTRY_FIELDS, calendar_for, tell
from meetings.rsvps.models import Rsvp

State = Rsvp.State
AT_ONCE, OFFER, FIRST = "at once", "offer", "first to accept"
AT_ONCE_BEFORE = timedelta(hours=48)
OFFER_BEFORE = timedelta(hours=4)
LONGEST_OFFER = timedelta(hours=12)
CUT_OFF = timedelta(hours=1)  # no offer runs nearer to the start than this


def stage(meeting: Meeting, now: datetime) -> str:
    """How places are handed on now, by the time left."""
    left = meeting.starts_at - now
    return AT_ONCE if left > AT_ONCE_BEFORE else OFFER if left >= OFFER_BEFORE else FIRST


def offer_until(meeting: Meeting, now: datetime) -> datetime:
    """A quarter of the time left, twelve hours at most, nights not counted, never past an hour before the start."""
    window = min((meeting.starts_at - now) / 4, LONGEST_OFFER)
    return min(add_waking(now, window), meeting.starts_at - CUT_OFF)


@action
def promote(*, meeting: Meeting, now: datetime, present: Rsvp | None = None, by=None) -> None:
    """Hand free places to the queue, first come first. The caller holds the meeting's lock.

    A party that does not fit is passed over for now and keeps its place in the queue. `present` is somebody
    who is answering at this moment: whoever is there needs no offer and no mail.
    """
    how = stage(meeting, now)
    for mode in meeting.modes:
        queue = list(Rsvp.objects.filter(meeting=meeting, mode=mode).waiting().select_related("user"))
        left = places.free(meeting, mode) if queue else 0
        for row in queue:
            if left is not None and row.party_size > left:
                continue
            is_here = present is not None and row.pk == present.pk
            rsvp = present if is_here else row
            rsvp.meeting = meeting
            if _hand_over(rsvp, how, now, is_here=is_here, by=by) and left is not None:
                left -= rsvp.party_size


def _hand_over(rsvp: Rsvp, how: str, now: datetime, *, is_here: bool, by) -> bool:
    """Give, offer or announce a place to one person; returns whether a place is taken by it."""
    if is_here or how == AT_ONCE:
        _enter(rsvp, State.YES, now, by=by)
        if not is_here:
            calendar = calendar_for(rsvp)
            rsvp.save(update_fields=ENTRY_FIELDS)
            tell(rsvp, event="meetings/place_free_going", calendar=calendar, not_before=_polite(rsvp, now))
        return True
    if how == OFFER:
        if rsvp.offer_expires_at is not None:  # has let an offer go by: may still say yes, is not asked again
            return False
        _enter(rsvp, State.OFFERED, now, by=by)
        tell(rsvp, not_before=_polite(rsvp, now))
        return True
    # Told again each hour while a place stays free: the key holds the hour.
    tell(rsvp, event="meetings/place_free_first", key=f"place-free:{rsvp.pk}:{now:%Y%m%d%H}")
    return False


def _enter(rsvp: Rsvp, state: str, now: datetime, *, by) -> None:
    old, rsvp.state = rsvp.state, state
    rsvp.queued_at = None if state == State.YES else rsvp.queued_at
    rsvp.offer_expires_at = offer_until(rsvp.meeting, now) if state == State.OFFERED else None
    if state == State.YES:
        rsvp.answered_at = now  # the mail about the place stands for the reminders that were due before it
    rsvp.version += 1
    rsvp.save()
    audit.record("answer.promoted", rsvp, by=by, old=old, new=state)


def _polite(rsvp: Rsvp, now: datetime) -> datetime | None:
    """Not in the quiet hours, unless there would be no time left to act."""
    opens = next_open(now)
    return opens if is_quiet(now) and opens < rsvp.meeting.starts_at - CUT_OFF else None


@action
def settle(*, meeting: Meeting, now: datetime, by=None) -> None:
    """What time does to a waiting list: offers run out, places go on, and at the start waiting ends, unmailed."""
    meeting = places.lock_meeting(meeting)
    if meeting.state != Meeting.State.PUBLISHED:
        return
    rows = Rsvp.objects.filter(meeting=meeting).select_related("user")
    if meeting.starts_at <= now:
        for rsvp in rows.filter(state__in=[State.WAITLISTED, State.OFFERED]):
            _move(rsvp, State.LAPSED, by=by)
        return
    for rsvp in rows.filter(state=State.OFFERED, offer_expires_at__lte=now):
        rsvp.meeting, rsvp.queued_at = meeting, now
        _move(rsvp, State.WAITLISTED, by=by)
        tell(rsvp, event="meetings/offer_over", not_before=_polite(rsvp, now))
    promote(meeting=meeting, now=now, by=by)


def _move(rsvp: Rsvp, state: str, *, by) -> None:
    old, rsvp.state = rsvp.state, state
    rsvp.version += 1
    rsvp.save(update_fields=["state", "queued_at", "version"])
    audit.record("answer.settled", rsvp, by=by, old=old, new=state)
