"""Makers of updates for tests."""

from groups.updates.models import Update
from tests.guard import factory


@factory
def make_update(*, organisation, **changes):
    """News for the members of the organisation's CAGs."""
    values = {"title": "A new freezer", "words": "It hums.", "audience": "members"}
    return Update.objects.create(organisation=organisation, **values | changes)
