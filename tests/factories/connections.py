"""Makers of connections, introductions, needs and offers for tests."""

from datetime import timedelta

from django.utils import timezone

from meetings.connections.models import Connection, low_first
from meetings.exchange.models import Listing
from meetings.introductions.models import Introduction, IntroductionSide
from tests.guard import factory


@factory
def make_connection(one, other, **changes):
    """Two that have met."""
    low, high = low_first(one, other)
    values = {"origin": "staff", "state": "introduced", "tied_at": timezone.now()}
    return Connection.objects.create(low=low, high=high, **values | changes)


@factory
def make_introduction(one, other, **changes):
    """A pair both of whom were asked; its two sides by `.sides`."""
    low, high = low_first(one, other)
    values = {"state": "proposed", "reason": "You both use Larch Hall.", "proposed_at": timezone.now()}
    row = Introduction.objects.create(low=low, high=high, **values | changes)
    for end in (low, high):
        IntroductionSide.objects.create(introduction=row, organisation=end)
    return row


@factory
def make_listing(organisation, **changes):
    """A need that everybody may see, for a month."""
    themes = changes.pop("themes", [])
    values = {"kind": "need", "title": "A minibus on Fridays", "until": timezone.localdate() + timedelta(days=30)}
    row = Listing.objects.create(organisation=organisation, **values | changes)
    row.themes.set(themes)
    return row
