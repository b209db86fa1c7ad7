"""Tags this room offers to any page: what a CAG is planning."""

from django import template

from meetings.interests.models import PlannedMeeting

register = template.Library()


@register.inclusion_tag("meetings/interests/_of_action_group.html")
def planned_meetings(action_group) -> dict:
    """What this CAG is planning, without a date."""
    return {"planned": list(PlannedMeeting.objects.open().filter(action_group=action_group))}
