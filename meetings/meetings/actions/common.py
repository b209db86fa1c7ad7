"""What the actions of this room share."""

from django.utils import timezone

from camk import audit
from camk.addresses import free_slug
from camk.errors import RuleBroken
from camk.states import check_move
from meetings.meetings import signals
from meetings.meetings.models import Meeting

State = Meeting.State


def locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("venue").get(pk=meeting.pk)


def tell(meeting: Meeting, change: str, *, by, **more) -> None:
    signals.meeting_changed.send(sender=Meeting, meeting=meeting, change=change, by=by, **more)


def set_state(meeting: Meeting, state: str, *, by) -> None:
    check_move(Meeting.MOVES, meeting.state, state, dict(State.choices))
    old, meeting.state = meeting.state, state
    meeting.save()
    audit.record(f"meeting.{state}", meeting, by=by, old=old, new=state)


def check(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise RuleBroken("The end must come after the start.")


def slug_for(meeting: Meeting) -> str:
    """The title with month and year: the same meeting comes back every season."""
    month = timezone.localtime(meeting.starts_at)
    return free_slug(Meeting, f"{meeting.title} {month:%B %Y}", keep_pk=meeting.pk)
