"""Tags this room offers to any page: the next meeting of a CAG, for paper."""

from django import template

from meetings.meetings.models import Meeting

register = template.Library()


@register.inclusion_tag("meetings/meetings/_next_words.html")
def action_group_next_meeting(user, action_group) -> dict:
    """The next meeting of a CAG in one line: for paper."""
    meetings = Meeting.objects.visible_to(user).going_ahead().upcoming().filter(action_groups=action_group)
    return {"meeting": meetings.for_lists().first()}
