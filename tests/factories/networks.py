"""Makers of networks and of who is in them for tests."""

from itertools import count

from django.utils.text import slugify

from groups.networks.models import Network, NetworkMembership
from tests.guard import factory

_number = count(1)


@factory
def make_network(**changes):
    """A network that everybody sees."""
    name = changes.pop("name", None) or f"Network {next(_number)}"
    values = {"name": name, "slug": slugify(name), "kind": "issue", "state": "active", "purpose": f"Why {name} is."}
    themes = changes.pop("themes", [])
    network = Network.objects.create(**values | changes)
    network.themes.set(themes)
    return network


@factory
def make_network_membership(*, network, organisation, **changes):
    """A confirmed organisation of a network."""
    return NetworkMembership.objects.create(
        network=network, organisation=organisation, **{"state": "confirmed"} | changes
    )
