"""When a meeting moves, is called off or is restored: what becomes of the answers, and who is told what."""

from datetime import datetime

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.outbox.actions import withdraw
from meetings.meetings import signals
from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions import waiting
from meetings.rsvps.actions.notices import ENTRY_FIELDS, calendar_for, tell
from meetings.rsvps.models import Rsvp

State = Rsvp.State
INTERESTED = (State.YES, State.MAYBE, State.WAITLISTED, State.OFFERED)
NOTICES = {
    signals.MOVED: "meetings/moved",
    signals.PLACE: "meetings/place_changed",
    signals.DETAILS: "meetings/details_changed",
}


@action
def tell_changed(
    *, meeting: Meeting, change: str, was_start: datetime, was_place="", also=(), quiet: bool = False, by
) -> None:
    """One notice to everybody who is coming, not sure, or waiting; entries in calendars follow. `quiet`: none.

    Whoever came in a way that is gone comes in the other.
    """
    for rsvp in _answers(meeting, INTERESTED):
        fields = []
        if change == signals.MOVED and rsvp.state == State.OFFERED:
            rsvp.offer_expires_at = min(rsvp.offer_expires_at, meeting.starts_at - waiting.CUT_OFF)
            fields.append("offer_expires_at")
        if rsvp.waits_online and meeting.mode != Meeting.Mode.BOTH:
            rsvp.queued_at = None
            fields.append("queued_at")
        if rsvp.mode not in meeting.modes:
            rsvp.mode = meeting.modes[0]
            fields.append("mode")
        if fields:
            rsvp.save(update_fields=fields)
        if not quiet:
            _notice(rsvp, NOTICES[change], was_start=was_start, was_place=was_place, also=also)
    if change == signals.MOVED:
        waiting.promote(meeting=meeting, now=timezone.now(), by=by)


@action
def fill_places(*, meeting: Meeting, by) -> None:
    """More people fit now: the queue moves up in the same moment. Fewer: nobody loses a place."""
    meeting = places.lock_meeting(meeting)
    waiting.promote(meeting=meeting, now=timezone.now(), by=by)


@action
def end_answers(*, meeting: Meeting, by) -> None:
    """The meeting is cancelled: every answer ends, is kept for a restoring, and people are told why at once."""
    for rsvp in _answers(meeting, INTERESTED):
        rsvp.state_before, rsvp.state = rsvp.state, State.EVENT_CANCELLED
        rsvp.offered_places = None
        rsvp.version += 1
        rsvp.save(update_fields=["state", "state_before", "offered_places", "version"])
        _notice(rsvp, "meetings/cancelled")
    for key in Rsvp.objects.filter(meeting=meeting).exclude(state=State.EVENT_CANCELLED).values_list("pk", flat=True):
        withdraw(keys_start=f"answer:{key}:v")  # of a meeting that is off, nothing else is mailed any more
    audit.record("meeting.answers_ended", meeting, by=by, new=State.EVENT_CANCELLED)


@action
def tell_postponed(*, meeting: Meeting, by) -> None:
    """It is not on that day and there is no new date: answers stay, the calendar entry goes."""
    for rsvp in _answers(meeting, INTERESTED):
        _notice(rsvp, "meetings/postponed", takes_out=True)


@action
def give_back_answers(*, meeting: Meeting, by) -> None:
    """It goes ahead after all: everybody has the answer back they had; an offer becomes a place in the queue."""
    now = timezone.now()
    for rsvp in _answers(meeting, (State.EVENT_CANCELLED, *INTERESTED)):
        if rsvp.state == State.EVENT_CANCELLED:
            rsvp.state = State.WAITLISTED if rsvp.state_before == State.OFFERED else rsvp.state_before or State.NO
            rsvp.queued_at = rsvp.queued_at or (now if rsvp.state == State.WAITLISTED else None)
            rsvp.offer_expires_at, rsvp.state_before = None, ""
            rsvp.version += 1
            rsvp.save()
        _notice(rsvp, "meetings/restored")
    waiting.promote(meeting=meeting, now=now, by=by)


def _answers(meeting: Meeting, states: tuple) -> list[Rsvp]:
    rows = list(Rsvp.objects.filter(meeting=meeting, state__in=states).select_related("user").order_by("pk"))
    for rsvp in rows:
        rsvp.meeting = meeting
    return rows


def _notice(rsvp: Rsvp, event: str, *, takes_out: bool = False, **context) -> None:
    """One mail per change of the meeting (its sequence is in the key)."""
    state = rsvp.state
    if takes_out:
        rsvp.state = State.EVENT_CANCELLED  # for the calendar file only
    calendar = calendar_for(rsvp)
    rsvp.state = state
    if calendar:
        rsvp.save(update_fields=ENTRY_FIELDS)
    # Mails kept back until morning tell of the meeting as it was.
    withdraw(keys_start=f"answer:{rsvp.pk}:v")
    kind = event.rsplit("/", 1)[-1]
    key = f"{kind}:{rsvp.meeting_id}:s{rsvp.meeting.sequence}:{rsvp.user_id}"
    tell(rsvp, event=event, key=key, calendar=calendar, **context)
