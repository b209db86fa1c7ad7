"""What two records say differently: which value stays is the choice of staff, field by field."""

from dataclasses import dataclass

from django.db import models

from groups.organisations.models import Organisation, OrganisationIdentifier

# What belongs to a record itself, not to the organisation it describes. Dates of steps never compete either.
OWN = {
    *("id", "slug", "normalised_name", "state", "merged_into", "source", "created_by", "admitted_by"),
    "decision_reason",
}
STAYS, GOES = "stays", "goes"


@dataclass(frozen=True)
class Compared:
    """One field or number of the two records, as people read it."""

    name: str
    label: str
    stays: str
    goes: str

    @property
    def differs(self) -> bool:
        """Both say something, and not the same."""
        return bool(self.stays and self.goes) and self.stays != self.goes

    @property
    def fills(self) -> bool:
        """Only the record that goes says something: that follows by itself."""
        return bool(self.goes) and not self.stays


def field_names() -> list[str]:
    """The fields that describe an organisation."""
    fields = Organisation._meta.concrete_fields
    return [f.name for f in fields if f.name not in OWN and not isinstance(f, models.DateTimeField)]


def compare(goes: Organisation, stays: Organisation) -> list[Compared]:
    """Every field and register number of the two, side by side."""
    rows = []
    for name in field_names():
        field = Organisation._meta.get_field(name)
        rows.append(Compared(name, str(field.verbose_name), _words(stays, name), _words(goes, name)))
    numbers = {record.pk: {row.scheme: row.value for row in record.identifiers.all()} for record in (goes, stays)}
    for scheme in OrganisationIdentifier.Scheme:
        mine, theirs = numbers[stays.pk].get(scheme, ""), numbers[goes.pk].get(scheme, "")
        rows.append(Compared(scheme.value, str(scheme.label), mine, theirs))
    return rows


def _words(record: Organisation, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return "" if value is None or value == "" else str(value)


def winners(rows: list[Compared], chosen: dict[str, str]) -> set[str]:
    """Names of the fields whose value comes from the record that goes: chosen, or empty at the other."""
    return {row.name for row in rows if row.fills or (row.differs and chosen.get(row.name) == GOES)}
