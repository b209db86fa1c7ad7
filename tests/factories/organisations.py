"""Makers of organisations and roles for tests."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from groups.organisations.models import Organisation, OrganisationRole
from tests.guard import factory

_number = count(1)


@factory
def make_organisation(**changes):
    """An admitted organisation."""
    name = changes.pop("name", None) or f"Organisation {next(_number)}"
    values = {
        "name": name,
        "slug": slugify(name),
        "normalised_name": name.lower(),
        "state": Organisation.State.ACTIVE,
        "admitted_at": timezone.now(),
        "description": f"What {name} does.",
    }
    themes, places = changes.pop("themes", []), changes.pop("places", [])
    organisation = Organisation.objects.create(**values | changes)
    organisation.themes.set(themes)
    organisation.places.set(places)
    return organisation


@factory
def make_role(*, user, organisation, **changes):
    """A current contact of an organisation."""
    values = {"kind": "contact", "state": "current", "started_at": timezone.now()}
    return OrganisationRole.objects.create(user=user, organisation=organisation, **values | changes)
