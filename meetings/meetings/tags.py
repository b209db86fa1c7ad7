"""Inclusion tags this room offers to any page: the next meetings, and those of one CAG."""

from django import template
from django.utils import timezone

from camk.questions import question
from meetings.meetings.models import Meeting

register = template.Library()
PAST_SHOWN = 5


@register.inclusion_tag("meetings/meetings/_next.html", takes_context=True)
def next_meetings(context, user, number: int = 3) -> dict:
    """The next meetings that go ahead, as cards with the answer buttons."""
    return {"meetings": _next(number, now=timezone.now()), "user": user, "request": context.get("request")}


@question
def _next(number, /, *, now):
    """Published ones: the same for everybody."""
    return Meeting.objects.going_ahead().upcoming(now).order_by("starts_at", "pk").for_lists()[:number]


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
