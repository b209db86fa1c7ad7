"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from insights.figures.places import issues_in_place
from insights.figures.small import of_action_group, of_organisation

register = template.Library()


@register.inclusion_tag("insights/figures/_in_place.html")
def place_issues(user, place) -> dict:
    """How many released issues there are here, when that says nothing about anybody; and the way to read them."""
    number, until = issues_in_place(place)
    return {"number": number, "until": until.last_day, "place": place.public_place, "estate": place.parish}


@register.inclusion_tag("insights/figures/_small.html")
def action_group_figures(user, action_group) -> dict:
    """What was told about the CAG's themes or area, and who came to its meetings; the same for everybody."""
    return {"small": of_action_group(action_group, timezone.localdate()), "for_all": True}


@register.inclusion_tag("insights/figures/_small.html")
def organisation_figures(user, organisation, own) -> dict:
    """What the organisation told us and came to; for its own people and staff."""
    return {
        "small": of_organisation(user, organisation, bool(own), timezone.localdate()),
        "is_own": bool(own),
        "organisation": organisation,
    }
