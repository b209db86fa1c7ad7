"""A meeting is cancelled or postponed, with a reason, or goes ahead after all; a draft is given up."""

from django.utils import timezone

from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings import signals
from meetings.meetings.actions.common import State, locked, set_state, tell
from meetings.meetings.models import Meeting


@action
def cancel(*, meeting: Meeting, reason: str, by) -> None:
    """Call the meeting off. The reason stands on top of the mail and the page."""
    meeting = locked(meeting)
    _call_off(meeting, State.CANCELLED, reason, by=by)
    tell(meeting, signals.CANCELLED, by=by)


@action
def drop(*, meeting: Meeting, by) -> None:
    """Give up a draft: it was never shown, so nobody is told and it stays with staff."""
    set_state(locked(meeting), State.DROPPED, by=by)


@action
def pick_up(*, meeting: Meeting, by) -> None:
    """A draft that was given up is a draft again."""
    set_state(locked(meeting), State.DRAFT, by=by)


@action
def postpone(*, meeting: Meeting, reason: str, by) -> None:
    """Not on that day after all, and no new date yet; answers are kept for the new one."""
    meeting = locked(meeting)
    _call_off(meeting, State.POSTPONED, reason, by=by)
    tell(meeting, signals.POSTPONED, by=by)


@action
def restore(*, meeting: Meeting, by) -> None:
    """It goes ahead at its old time after all; everybody gets back the answer they had given."""
    meeting = locked(meeting)
    if meeting.state not in (State.CANCELLED, State.POSTPONED):
        raise RuleBroken("Only a cancelled or postponed meeting can be restored.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("Its time has passed. Copy it and give the copy a new date.")
    meeting.sequence += 1
    meeting.state_reason, meeting.called_off_at = "", None
    set_state(meeting, State.PUBLISHED, by=by)
    tell(meeting, signals.RESTORED, by=by)


def _call_off(meeting: Meeting, state: str, reason: str, *, by) -> None:
    if not meeting.is_public:
        raise RuleBroken("It was never published, so there is nothing to call off. Give up the draft instead.")
    if not reason.strip():
        raise RuleBroken("Say why, in a sentence people can read.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("It has started already.")
    meeting.sequence += 1
    meeting.state_reason, meeting.called_off_at = reason.strip(), timezone.now()
    set_state(meeting, state, by=by)
