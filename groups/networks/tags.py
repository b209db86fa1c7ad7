"""Inclusion tags this room offers to any page."""

from django import template

from groups.networks.models import Network, NetworkMembership

register = template.Library()


@register.inclusion_tag("groups/networks/_of_organisation.html")
def organisation_networks(user, organisation) -> dict:
    """The networks this organisation is part of, or leads."""
    part = NetworkMembership.objects.confirmed().filter(organisation=organisation).values("network")
    rows = Network.objects.visible_to(user).exclude(state__in=[Network.State.DRAFT, Network.State.ENDED])
    rows = rows.filter(pk__in=part) | rows.filter(lead_organisation=organisation)
    return {"networks": rows.order_by("name"), "organisation": organisation}
