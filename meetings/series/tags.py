"""Inclusion tags this room offers to any page: the meetings of one CAG, and those near a place, each series once."""

from django import template
from django.db.models import Q

from groups.places.models import Place
from meetings.meetings.models import Meeting
from meetings.series.folding import folded, with_more

register = template.Library()
PAST_SHOWN = 5
PLACE_SHOWN = 3


@register.inclusion_tag("meetings/series/_of_action_group.html", takes_context=True)
def action_group_meetings(context, user, action_group) -> dict:
    """The coming meetings of a CAG as cards, and its last ones as a list."""
    meetings = Meeting.objects.public().filter(action_groups=action_group)
    return {
        "coming": list(with_more(folded(meetings.upcoming())).for_lists()),
        "past": list(meetings.past().going_ahead().order_by("-starts_at")[:PAST_SHOWN]),
        "user": user,
        "request": context.get("request"),
    }


@register.inclusion_tag("meetings/series/_next.html", takes_context=True)
def meetings_in_place(context, user, place) -> dict:
    """The next meetings held in this place, or of a CAG that is there for it."""
    inside = Place.objects.within(place).order_by().values("pk")
    here = Q(venue__place__in=inside) | Q(action_groups__place__in=inside)
    meetings = Meeting.objects.visible_to(user).going_ahead().upcoming().filter(here).distinct()
    meetings = with_more(folded(meetings)).for_lists()[:PLACE_SHOWN]
    return {"meetings": list(meetings), "user": user, "request": context.get("request")}
