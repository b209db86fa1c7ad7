"""Makers of organisations and roles for tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from groups.invitations.models import Invitation
from groups.organisations.models import Organisation, OrganisationAlias, OrganisationKind, OrganisationRole
from groups.organisations.naming import normalise
from tests.guard import factory

_number = count(1)


@factory
def make_organisation(**changes):
    """An admitted organisation."""
    name = changes.pop("name", None) or f"Organisation {next(_number)}"
    values = {
        "name": name,
        "slug": slugify(name),
        "normalised_name": normalise(name),
        "state": Organisation.State.ACTIVE,
        "admitted_at": timezone.now(),
        "description": f"What {name} does.",
    }
    themes, places, aliases = (changes.pop(key, []) for key in ("themes", "places", "aliases"))
    organisation = Organisation.objects.create(**values | changes)
    for alias in aliases:
        OrganisationAlias.objects.create(organisation=organisation, name=alias, normalised_name=normalise(alias))
    organisation.themes.set(themes)
    organisation.places.set(places)
    return organisation


@factory
def make_role(*, user, organisation, **changes):
    """A current contact of an organisation."""
    values = {"kind": "contact", "state": "current", "started_at": timezone.now()}
    return OrganisationRole.objects.create(user=user, organisation=organisation, **values | changes)


@factory
def make_invitation(*, organisation, **changes):
    """An invitation to a colleague that can still be answered."""
    now = timezone.now()
    values = {"email": f"invited{next(_number)}@example.org", "purpose": "colleague", "sent_at": now}
    return Invitation.objects.create(
        organisation=organisation, **{**values, "expires_at": now + timedelta(days=14), **changes}
    )


def a_kind(code="informal"):
    """A kind of organisation from the list every portal starts with."""
    return OrganisationKind.objects.get(code=code)
