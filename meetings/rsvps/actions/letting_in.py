"""Staff give somebody a place out of turn, for a reason that is kept."""

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.rsvps import places
from meetings.rsvps.actions import waiting
from meetings.rsvps.models import Rsvp

REASONS = {
    "speaks": "They speak, or help to run the meeting",
    "access": "They come with an access need or a carer",
    "invited": "We had promised them a place",
    "mistake": "We made a mistake with their answer",
}


@action
def let_in(*, rsvp: Rsvp, reason: str, by) -> Rsvp:
    """A place for somebody who waits, before others; where it is full the limit is raised by as much as they need.

    Nobody else gets in by it and nobody loses a place.
    """
    if reason not in REASONS:
        raise RuleBroken("Choose why they come before others.")
    meeting = places.lock_meeting(rsvp.meeting)
    rsvp = Rsvp.objects.select_related("user").get(pk=rsvp.pk)
    rsvp.meeting = meeting
    if not meeting.is_open or rsvp.state not in (Rsvp.State.WAITLISTED, Rsvp.State.OFFERED):
        raise RuleBroken("They are not waiting for a place any more.")
    free = places.free(meeting, rsvp.mode)
    needed = 0 if free is None else max(rsvp.party_size - rsvp.places_held - max(free, 0), 0)
    if needed:
        field = f"{rsvp.mode}_capacity"
        setattr(meeting, field, meeting.capacity_of(rsvp.mode) + needed)
        meeting.save(update_fields=[field])
    audit.record("answer.let_in", rsvp, by=by, reason=reason, added=needed)
    waiting.give_place(rsvp=rsvp, now=timezone.now(), by=by)
    return rsvp
