"""The directory as a table to save: each field as far as whoever saves it may see it on the pages."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import Organisation, OrganisationRole
from groups.organisations.publishing import Audience, Reader, published

AT_ONCE = 200  # organisations read together, so that a long list costs little memory
# Fields with a choice of who may see them, by their heading.
CHOSEN = {
    "website": "Website",
    "public_email": "E-mail",
    "public_phone": "Phone",
    "postcode": "Postcode",
    "size": "Yearly income",
    "can_share": "Can share",
    "support_needed": "Needs",
    "peer_support": "Would talk with another organisation",
    "venues_used": "Meets in",
    "paid_staff": "People it pays",
    "volunteers": "Volunteers",
    "numbers": "Registered as",
}
OPEN = ("Name", "Kind", "What it does", "At home in", "Works in", "How far it reaches", "What about", "Who benefits")
HEADINGS = [*OPEN, "Collaborative Action Groups", *CHOSEN.values(), "Page"]


STAFF = ("State", "Where it came from", "Since", "Admitted on", "Last confirmed on", "Contacts")


def rows_of(found: QuerySet[Organisation] | list[int], reader: Reader, site: str) -> Iterator[list[str]]:
    """Headings, then one row for each; a search gives keys, a plain list a set of rows."""
    yield HEADINGS
    rows = found if isinstance(found, QuerySet) else Organisation.objects.admitted().filter(pk__in=found)
    for organisation in _read(rows):
        yield _row(organisation, reader, site)


def staff_rows_of(chosen: QuerySet[Organisation], site: str) -> Iterator[list[str]]:
    """The same with all that staff may see: every field, how each record stands, and who acts for it."""
    yield [*HEADINGS, *STAFF]
    people = OrganisationRole.objects.current().select_related("user").order_by("user__name", "pk")
    for organisation in _read(chosen.prefetch_related(Prefetch("roles", queryset=people))):
        yield [*_row(organisation, Reader(Audience.STAFF), site), *_for_staff(organisation)]


def _read(rows: QuerySet[Organisation]) -> Iterator[Organisation]:
    in_cags = ActionGroupMembership.objects.active().select_related("action_group").order_by("action_group__name")
    rows = rows.select_related("kind", "home").prefetch_related(
        *("themes", "beneficiaries", "places", "publish_choices", "venues", "identifiers"),
        Prefetch("memberships", queryset=in_cags),
    )
    return rows.iterator(chunk_size=AT_ONCE)


def _for_staff(organisation: Organisation) -> list[str]:
    days = (organisation.created_at, organisation.admitted_at, organisation.checked_at)
    people = [f"{role.user.name} <{role.user.email}>" for role in organisation.roles.all()]
    return [
        *(organisation.get_state_display(), organisation.source),
        *(f"{timezone.localdate(day):%Y-%m-%d}" if day else "" for day in days),
        _listed(people),
    ]


def _row(organisation: Organisation, reader: Reader, site: str) -> list[str]:
    shown = published(organisation, reader.of(organisation.pk))
    return [
        organisation.name,
        str(organisation.kind or ""),
        organisation.description,
        str(organisation.home or ""),
        _listed(organisation.places.all()),
        organisation.get_reach_display(),
        _listed(organisation.themes.all()),
        _listed(organisation.beneficiaries.all()),
        _listed(membership.action_group for membership in organisation.memberships.all()),
        *(shown.get(field, "") for field in CHOSEN),
        site + organisation.get_absolute_url(),
    ]


def _listed(rows) -> str:
    return "; ".join(str(row) for row in rows)
