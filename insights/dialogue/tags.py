"""Inclusion tags this room offers to any page."""

from django import template

from groups.places.models import Place
from insights.dialogue.models import AreaAssignment

register = template.Library()


@register.inclusion_tag("insights/dialogue/_listening_in.html")
def listening_in(place: Place | None) -> dict:
    """The communities in a place where mobilisers listen today; nobody is named."""
    inside = Place.objects.within(place) if place else Place.objects.none()
    return {"areas": AreaAssignment.objects.current().filter(place__in=inside).by_place()}
