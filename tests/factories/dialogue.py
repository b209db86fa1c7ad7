"""Makers of area assignments and conversation notes for tests."""

from datetime import timedelta

from django.utils import timezone

from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, AreaNeed, AreaReader, Dialogue, DialogueReport, TimeSpent
from tests.factories.reports import make_contact
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


@factory
def make_month(*, area, **changes):
    """The draft of the report of the month before this one."""
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    return DialogueReport.objects.create(area=area, **{"month": month} | changes)


@factory
def make_need(*, area, **changes):
    """A need that residents named at the beginning of last month."""
    opened_on = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    values = {"words": "Somewhere warm to meet on Sundays.", "opened_on": opened_on}
    return AreaNeed.objects.create(area=area, **values | changes)


@factory
def make_area_reader(*, area, contact=None):
    """Somebody of a partner who gets the report of the area."""
    return AreaReader.objects.create(area=area, contact=contact or make_contact())


@factory
def make_time(*, area, **changes):
    """An hour of today, spent on listening."""
    return TimeSpent.objects.create(area=area, **{"spent_on": timezone.localdate(), "hours": 1} | changes)
