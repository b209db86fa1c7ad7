"""What waits for the people of an organisation, beside its profile: asked together with it, in one statement."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from groups.organisations.models import Organisation, OrganisationRole


def with_people_parts(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """With whether somebody leads it, whether somebody asks to act for it, and whether the yearly Yes is missing."""
    here = {"organisation": OuterRef("pk")}
    return rows.annotate(
        has_lead=Exists(OrganisationRole.objects.leading().filter(**here)),
        somebody_asks=Exists(OrganisationRole.objects.asked().filter(**here)),
        check_waits=_check_waits(),
    )


def _check_waits() -> Exists:
    """It is quiet, or was asked whether all is right after anybody last said so (the room `yearly` asks)."""
    late = Q(checked_at=None) | Q(yearly_checks__asked_at__gt=F("checked_at"))
    asked = Q(late, yearly_checks__state="asked")
    return Exists(Organisation.objects.filter(asked | Q(state="dormant"), pk=OuterRef("pk")))
