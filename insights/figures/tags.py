"""Inclusion tags this room offers to any page."""

from django import template

from insights.figures.places import issues_in_place

register = template.Library()


@register.inclusion_tag("insights/figures/_in_place.html")
def place_issues(user, place) -> dict:
    """How many released issues there are here, when that says nothing about anybody; and the way to read them."""
    number, until = issues_in_place(place)
    return {"number": number, "until": until.last_day, "place": place.public_place, "estate": place.parish}
