"""Tags this room offers: who is coming, as far as they agreed to be named."""

from django import template

from meetings.meetings.models import Meeting
from meetings.taking_part.needs import comers

register = template.Library()


@register.inclusion_tag("meetings/taking_part/_who_is_coming.html")
def who_is_coming(meeting: Meeting, user) -> dict:
    """Names for people who are signed in; others read how many organisations come."""
    return {"comers": comers(meeting) if user.is_authenticated else []}
