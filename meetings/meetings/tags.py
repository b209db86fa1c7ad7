"""Inclusion tags this room offers to any page: the next meetings, and those of one CAG."""

from django import template

from meetings.meetings.models import Meeting

register = template.Library()
PAST_SHOWN = 5


@register.inclusion_tag("meetings/meetings/_next.html", takes_context=True)
def next_meetings(context, user, number: int = 3) -> dict:
    """The next meetings that go ahead, as cards with the answer buttons."""
    meetings = Meeting.objects.visible_to(user).going_ahead().upcoming().for_lists()[:number]
    return {"meetings": list(meetings), "user": user, "request": context.get("request")}


@register.inclusion_tag("meetings/meetings/_of_action_group.html", takes_context=True)
def action_group_meetings(context, user, action_group) -> dict:
    """The coming meetings of a CAG as cards, and its last ones as a list."""
    meetings = Meeting.objects.visible_to(user).exclude(state=Meeting.State.DRAFT).filter(action_groups=action_group)
    return {
        "coming": list(meetings.upcoming().for_lists()),
        "past": list(meetings.past().going_ahead().order_by("-starts_at")[:PAST_SHOWN]),
        "user": user,
        "request": context.get("request"),
    }
