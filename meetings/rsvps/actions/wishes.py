"""What may go with a yes while places are short: fewer places now, all of them later, the room later."""

from datetime import datetime

from camk.errors import RuleBroken
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions import waiting
from meetings.rsvps.models import Rsvp

FEWER = "fewer"  # some of us come now
ALL = "all"  # we wait until there are places for all of us
ROOM_LATER = "room_later"  # we join online, and keep our place in the queue for the room
WISHES = (FEWER, ALL, ROOM_LATER)


def prepare(rsvp: Rsvp, before: Rsvp | None, standing: places.Standing, wish: str, now: datetime) -> None:
    """Fill in what the wish means for the answer. Raises RuleBroken when it can no longer be had."""
    if wish == FEWER:
        rsvp.party_size = _to_be_had(before, standing, rsvp.meeting, now)
    elif wish == ALL:
        if before is None or not (before.offered_places or before.state == Rsvp.State.WAITLISTED):
            raise RuleBroken("You are not on the waiting list.")
        rsvp.waits_for_all, rsvp.offer_expires_at = True, None
    elif wish == ROOM_LATER:
        if rsvp.meeting.mode != Meeting.Mode.BOTH:
            raise RuleBroken("This meeting is not both in a room and online.")
        rsvp.mode = Rsvp.Mode.ONLINE
    else:
        raise RuleBroken("Choose one of the answers.")


def _to_be_had(before: Rsvp | None, standing: places.Standing, meeting: Meeting, now: datetime) -> int:
    """How many places there are for a party that does not fit as a whole."""
    if before is not None and before.offered_places:
        return before.offered_places
    if before is not None and before.state == Rsvp.State.WAITLISTED and waiting.stage(meeting, now) == waiting.FIRST:
        capacity = meeting.capacity_of(before.mode)
        left = before.party_size if capacity is None else capacity - standing.held[before.mode]
        if left > 0:
            return min(left, before.party_size)
    raise RuleBroken("That place has gone to the next. You keep your place on the waiting list.")


def check_online(rsvp: Rsvp, before: Rsvp | None) -> None:
    """Nobody gives up a place in the room's queue for one in another queue without knowing."""
    if rsvp.state == Rsvp.State.WAITLISTED:
        kept = "You keep your place in the queue for the room." if before else "Join the waiting list instead."
        raise RuleBroken(f"The online meeting is full too. {kept}")
