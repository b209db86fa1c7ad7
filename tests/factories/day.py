"""Makers of what a meeting's day needs, for tests."""

from datetime import timedelta

from django.utils import timezone

from camk.links import SecretLink, link_for
from insights.contributions.models import Contribution
from meetings.day.models import DoorList, KeyPoint
from tests.factories.meetings import make_meeting
from tests.guard import factory


def make_today(**changes):
    """A meeting that runs just now."""
    started = timezone.now() - timedelta(minutes=10)
    return make_meeting(starts_at=started, ends_at=started + timedelta(hours=1), **changes)


@factory
def make_door(meeting, name="Jo, main entrance") -> SecretLink:
    """The link of a helper's list; `link.door` is the list."""
    door = DoorList.objects.create(meeting=meeting, name=name)
    link = link_for(purpose="door", target=door)
    link.door = door
    return link


@factory
def make_point(meeting, words="Sundays have no food offer."):
    return KeyPoint.objects.create(meeting=meeting, words=words)


@factory
def make_line(meeting, **changes):
    """One line said round the table."""
    values = {"kind": "need", "words": "A minibus on Fridays", "consents": ["count"]}
    organisation = changes.get("organisation")
    return Contribution.objects.create(
        meeting=meeting, organisation_name=organisation.name if organisation else "", **values | changes
    )
