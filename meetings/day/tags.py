"""Tags this room offers to any page: the way to the page for the day, and to the desk."""

from django import template

from camk.accounts.permissions import is_staff_connector
from meetings.day.permissions import leads_its_cag
from meetings.day.times import on_the_day
from meetings.meetings.models import Meeting

register = template.Library()


@register.inclusion_tag("meetings/day/_for_the_day.html")
def for_the_day(meeting: Meeting, user, is_going: bool) -> dict:
    """For somebody who comes, on the meeting's page until it is over; for staff the desk.

    No statement of its own, but on the day itself, when whoever leads one of its CAGs finds the list there.
    """
    stands, runs = meeting.state == Meeting.State.PUBLISHED, is_staff_connector(user)
    asks = user.is_authenticated and not runs and on_the_day(meeting)
    return {
        "leads": asks and leads_its_cag(user, meeting),
        "meeting": meeting,
        "goes": stands and is_going and not meeting.is_over,
        "runs": stands and runs,
    }
