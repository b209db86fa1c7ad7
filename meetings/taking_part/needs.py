"""Who needs what at one meeting, for its staff, and who of those who come agreed to be named."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from camk.questions import question
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.changes import INTERESTED
from meetings.rsvps.models import Rsvp
from meetings.taking_part.models import Need


@dataclass
class Line:
    """One answer as meeting staff read it."""

    rsvp: Rsvp
    needs: list[str]
    words: str
    colleagues: list[str]

    @property
    def labels(self) -> list[str]:
        return [Need(code).label for code in self.needs if code in Need.values]

    @property
    def says_something(self) -> bool:
        return bool(self.needs or self.words)


def lines_of(meeting: Meeting) -> list[Line]:
    """Everybody who comes, is not sure, or waits; what was said for this meeting, else what they had remembered."""
    rows = Rsvp.objects.filter(meeting=meeting, state__in=INTERESTED).order_by("user__name", "user__email", "pk")
    rows = rows.select_related("user__remembered", "organisation", "taking_part", "on_behalf_by")
    return [_line(row) for row in rows]


def _line(rsvp: Rsvp) -> Line:
    said = getattr(rsvp, "taking_part", None)
    kept = getattr(rsvp.user, "remembered", None)
    if said is None and kept is not None and kept.remembers:
        return Line(rsvp, kept.needs, kept.words, [])
    if said is None:
        return Line(rsvp, [], "", [])
    return Line(rsvp, said.needs, said.words, said.colleagues.splitlines())


def counts_of(lines: list[Line]) -> dict[str, int]:
    """How many need each thing, in the order of the list."""
    number = Counter(code for line in lines for code in line.needs)
    return {code: number[code] for code in Need.values if number[code]}


class Comer(NamedTuple):
    """Somebody, or an organisation, who is shown as coming."""

    organisation: str
    slug: str
    name: str


def comers(meeting: Meeting) -> list[Comer]:
    """Organisations and people who agreed to be shown, by name, in one statement."""
    rows = {
        Comer(organisation if shows_organisation else "", slug or "", name if shows_name else "")
        for organisation, slug, name, shows_organisation, shows_name in _comers(meeting=meeting.pk)
    }
    named = {row.organisation for row in rows if row.name}
    # An organisation of which somebody is named stands there once, with them.
    rows = [row for row in rows if row.name or (row.organisation and row.organisation not in named)]
    return sorted(rows, key=lambda row: ((row.organisation or row.name).lower(), row.name.lower()))


@question
def _comers(*, meeting):
    shown = Q(user__remembered__shows_name=True) | Q(user__remembered__shows_organisation=True)
    rows = Rsvp.objects.going().filter(shown, meeting=meeting).order_by()
    return rows.values_list(
        "organisation__name",
        "organisation__slug",
        "user__name",
        "user__remembered__shows_organisation",
        "user__remembered__shows_name",
    )
