"""What somebody tells us from the page for the day: that they run late, that they want to hear of the next one."""

from camk import audit
from camk.accounts.actions import prove_address
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.action_groups.actions.watching import watch
from groups.action_groups.models import ActionGroup
from meetings.day.models import RunningLate
from meetings.day.times import LATE_FROM, is_between
from meetings.meetings.entries import address_of
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp


@action
def run_late(*, rsvp: Rsvp, by: User) -> None:
    """Shown at the door, and mailed to whoever hosts the meeting; said twice it is one."""
    meeting = rsvp.meeting
    if not is_between(meeting, LATE_FROM) or rsvp.attendance == Rsvp.Attendance.ATTENDED:
        raise RuleBroken("You can say that on the day, until you are here.")
    late, made = RunningLate.objects.get_or_create(rsvp=rsvp)
    if not made:
        return
    audit.record("attendance.late", rsvp, by=by)
    if meeting.host and meeting.host.is_active:
        context = {
            "meeting": meeting,
            "person": rsvp.user.name or "Somebody",
            "organisation": rsvp.organisation.name if rsvp.organisation else "",
            "at": late.at,
            "url": address_of(meeting) + "check-in/",
        }
        post(event="meetings/running_late", key=f"running_late:{rsvp.pk}", user=meeting.host, context=context)


@action
def tell_of_next(*, meeting: Meeting, user: User, by_link: bool, by: User) -> None:
    """From now on they hear what is new in the CAGs of this meeting; a link from a mail also proves the address."""
    if by_link:
        prove_address(user=user, by=by)
    for cag in meeting.action_groups.exclude(state=ActionGroup.State.CLOSED):
        watch(action_group=cag, user=user, by=by)
