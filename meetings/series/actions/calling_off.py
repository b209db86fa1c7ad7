"""Several dates of a series are cancelled or postponed with one reason, or go ahead after all, in one step."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.series.actions.changing import LIVE, others_of
from meetings.series.models import Occurrence
from meetings.series.one_mail import one_mail_each

State = Meeting.State
CALLED_OFF = (State.CANCELLED, State.POSTPONED)


@action
def call_off(*, meeting: Meeting, reason: str, scope: str, by) -> list[Meeting]:
    """Cancel this meeting and others of its series with one reason; drafts among them are given up."""
    found = meant(meeting, scope, (*LIVE, State.POSTPONED))
    with one_mail_each():
        for one in found:
            if one.state == State.DRAFT:
                meetings.drop(meeting=one, by=by)
            else:
                meetings.cancel(meeting=one, reason=reason, by=by)
    return _noted("series.called_off", meeting, scope, found, by=by)


@action
def put_off(*, meeting: Meeting, reason: str, scope: str, by) -> list[Meeting]:
    """Postpone this meeting and others of its series with one reason; drafts among them stay drafts."""
    found = meant(meeting, scope, (State.PUBLISHED,))
    with one_mail_each():
        for one in found:
            meetings.postpone(meeting=one, reason=reason, by=by)
    return _noted("series.put_off", meeting, scope, found, by=by)


@action
def bring_back(*, meeting: Meeting, scope: str, by) -> list[Meeting]:
    """This meeting, and those that were called off in the same way for the same reason, go ahead after all."""
    found = called_off_alike(meeting, scope)
    with one_mail_each():
        for one in found:
            meetings.restore(meeting=one, by=by)
    return _noted("series.brought_back", meeting, scope, found, by=by)


def called_off_alike(meeting: Meeting, scope: str) -> list[Meeting]:
    """One that was called off on its own, for a reason of its own, is left as it is."""
    found = meant(meeting, scope, CALLED_OFF)
    return [one for one in found if (one.state, one.state_reason) == (meeting.state, meeting.state_reason)]


def meant(meeting: Meeting, scope: str, states) -> list[Meeting]:
    """This meeting and those of its series that the scope means, where in one of these states; soonest first."""
    occurrence = Occurrence.objects.select_related("meeting").get(meeting=meeting)
    rows = [occurrence.meeting, *(row.meeting for row in others_of(occurrence, meeting, scope, states=states))]
    return sorted((one for one in rows if one.state in states), key=lambda one: one.starts_at)


def _noted(event: str, meeting: Meeting, scope: str, found: list[Meeting], *, by) -> list[Meeting]:
    if not found:
        raise RuleBroken("None of its dates that are still to come is concerned.")
    audit.record(event, meeting.occurrence.series, by=by, scope=scope, meetings=len(found))
    return found
