"""Makers of area assignments and conversation notes for tests."""

from datetime import timedelta

from django.utils import timezone

from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue
from tests.guard import factory


@factory
def make_assignment(*, user, place=None, **changes):
    """A mobiliser who has worked in a place for a month."""
    place = place or Place.objects.parishes().first()
    values = {"starts_on": timezone.localdate() - timedelta(days=30)}
    return AreaAssignment.objects.create(user=user, place=place, **values | changes)


@factory
def make_note(*, area, **changes):
    """A note of today about an idea."""
    values = {"held_on": timezone.localdate(), "setting": "street", "kind": "idea", "words": "A bench by the pond."}
    themes = changes.pop("themes", [])
    note = Dialogue.objects.create(area=area, **values | changes)
    note.themes.set(themes)
    return note
