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
PART_IS_HELD = timedelta(hours=24)
CUT_OFF = timedelta(hours=1)  # no offer runs nearer to the start than this


def stage(meeting: Meeting, now: datetime) -> str:
    """How places are handed on now, by the time left."""
    left = meeting.starts_at - now
    return AT_ONCE if left > AT_ONCE_BEFORE else OFFER if left >= OFFER_BEFORE else FIRST


def offer_until(meeting: Meeting, now: datetime) -> datetime:
    """A quarter of the time left, twelve hours at most, nights not counted, never past an hour before the start."""
    window = min((meeting.starts_at - now) / 4, LONGEST_OFFER)
    return min(add_waking(now, window), meeting.starts_at - CUT_OFF)


def part_until(meeting: Meeting, now: datetime) -> datetime:
    """A day to decide whether some of them come now; nearer to the meeting as long as any offer."""
    if stage(meeting, now) != AT_ONCE:
        return offer_until(meeting, now)
    return min(now + PART_IS_HELD, meeting.starts_at - CUT_OFF)


@action
def promote(*, meeting: Meeting, now: datetime, present: Rsvp | None = None, by=None) -> None:
    """Hand free places to the queue, first come first. The caller holds the meeting's lock.

    A party that does not fit is asked whether some of them come now, and keeps its place in the queue; while
    places are shared out, an organisation that has its share is passed over. `present` is somebody who is
    answering at this moment: whoever is there needs no offer and no mail.
    """
    how = stage(meeting, now)
    for mode in meeting.modes:
        queue = list(Rsvp.objects.filter(meeting=meeting).queue_for(mode).select_related("user"))
        left = places.free(meeting, mode) if queue else 0
        shares = places.shares(meeting, mode) if queue else None
        for row in queue:
            is_here = present is not None and row.pk == present.pk
            rsvp = present if is_here else row
            rsvp.meeting = meeting
            if not places.within_share(meeting, shares, rsvp, own=_held_in(rsvp, mode)):
                continue
            taken = _hand_over(rsvp, mode, left, how, now, is_here=is_here, by=by)
            left = None if left is None else left - taken
            if taken and shares is not None and rsvp.organisation_id is not None:
                shares[rsvp.organisation_id] = shares.get(rsvp.organisation_id, 0) + taken


@action
def give_place(*, rsvp: Rsvp, now: datetime, by) -> None:
    """One party is in, and is told so. The caller holds the lock and knows that there is room."""
    _enter(rsvp, State.YES, now, by=by)
    _tell_of_place(rsvp, "meetings/place_free_going", now)


def _held_in(rsvp: Rsvp, mode: str) -> int:
    return rsvp.places_held if rsvp.mode == mode else 0


def _hand_over(rsvp: Rsvp, mode: str, left: int | None, how: str, now: datetime, *, is_here: bool, by) -> int:
    """Give, offer or announce places to one party; returns how many of the free ones are taken by it."""
    own = _held_in(rsvp, mode)
    fits = left is None or rsvp.party_size <= left + own
    if rsvp.waits_online:  # they have a place; late moves would upset plans made
        return _into_the_room(rsvp, now, is_here=is_here, by=by) if fits and (is_here or how == AT_ONCE) else 0
    if not fits:
        return _ask_for_part(rsvp, left, how, now, is_here=is_here, by=by)
    if is_here or how == AT_ONCE:
        if is_here:
            _enter(rsvp, State.YES, now, by=by)
        else:
            give_place(rsvp=rsvp, now=now, by=by)
        return rsvp.party_size - own
    if how == OFFER:
        if rsvp.offer_expires_at is not None and not own:  # has let an offer go by: may still say yes, is not asked
            return 0
        _enter(rsvp, State.OFFERED, now, by=by)
        tell(rsvp, not_before=_polite(rsvp, now))
        return rsvp.party_size - own
    # Told again each hour while a place stays free: the key holds the hour.
    tell(rsvp, event="meetings/place_free_first", key=f"place-free:{rsvp.pk}:{now:%Y%m%d%H}", left=left)
    return 0


def _ask_for_part(rsvp: Rsvp, left: int, how: str, now: datetime, *, is_here: bool, by) -> int:
    """Fewer places than people: "one place now, or wait for two?", and it is held for them meanwhile."""
    if left <= 0 or rsvp.offered_places or rsvp.waits_for_all:
        return 0
    if how == OFFER and rsvp.offer_expires_at is not None and not is_here:
        return 0
    if how == FIRST:
        tell(rsvp, event="meetings/place_free_first", key=f"place-free:{rsvp.pk}:{now:%Y%m%d%H}", left=left)
        return 0
    _enter(rsvp, State.OFFERED, now, part=left, by=by)
    if not is_here:
        tell(rsvp, not_before=_polite(rsvp, now))
    return left


def _into_the_room(rsvp: Rsvp, now: datetime, *, is_here: bool, by) -> int:
    """From the place online to the one they waited for; the one online is free again."""
    rsvp.mode = Rsvp.Mode.ROOM
    _enter(rsvp, State.YES, now, by=by)
    if not is_here:
        _tell_of_place(rsvp, "meetings/place_free_room", now)
    return rsvp.party_size


def _tell_of_place(rsvp: Rsvp, event: str, now: datetime) -> None:
    calendar = calendar_for(rsvp)
    rsvp.save(update_fields=ENTRY_FIELDS)
    tell(rsvp, event=event, calendar=calendar, not_before=_polite(rsvp, now))


def _enter(rsvp: Rsvp, state: str, now: datetime, *, part: int | None = None, by) -> None:
    old, rsvp.state = rsvp.state, state
    rsvp.offered_places, rsvp.waits_for_all = part, False
    rsvp.offer_expires_at = None
    if state == State.OFFERED:
        rsvp.offer_expires_at = offer_until(rsvp.meeting, now) if part is None else part_until(rsvp.meeting, now)
    else:
        rsvp.queued_at = None
        rsvp.answered_at = now  # the mail about the place stands for the reminders that were due before it
    rsvp.version += 1
    rsvp.save()
    audit.record("answer.promoted", rsvp, by=by, old=old, new=state, mode=rsvp.mode, part=part)


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
            rsvp.offered_places = None
            _move(rsvp, State.LAPSED, by=by)
        return
    for rsvp in rows.filter(state=State.OFFERED, offer_expires_at__lte=now):
        rsvp.meeting = meeting
        was_part = bool(rsvp.offered_places)
        if was_part:  # silence means "we wait for all of us": nothing is lost by it
            rsvp.offered_places, rsvp.offer_expires_at, rsvp.waits_for_all = None, None, True
        else:
            rsvp.queued_at = now
        _move(rsvp, State.WAITLISTED, by=by)
        tell(rsvp, event="meetings/offer_over", was_part=was_part, not_before=_polite(rsvp, now))
    promote(meeting=meeting, now=now, by=by)


def _move(rsvp: Rsvp, state: str, *, by) -> None:
    old, rsvp.state = rsvp.state, state
    rsvp.version += 1
    rsvp.save()
    audit.record("answer.settled", rsvp, by=by, old=old, new=state)
