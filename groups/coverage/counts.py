"""Where the network is and where it has nobody yet: places, themes and who benefits, by one definition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme

DEFINITION = (
    "An organisation counts in a parish or on an estate when it is in the network and is at home there or inside it, "
    "or says that it works there or inside it. Organisations that only say that they work in a whole area or in all "
    "of Milton Keynes are not counted for each parish in it: they are known everywhere and may be at home nowhere. "
    "“None a year ago” means that all who count there now came within the last year."
)
A_YEAR = timedelta(days=365)
NO_FAMILY = "No theme given"


class Spot(NamedTuple):
    """One place in which one organisation counts, and since when it is in the network."""

    organisation: int
    place: int
    since: datetime


@dataclass
class Line:
    """A parish: how many count in it, by theme family, and its estates without any."""

    label: str
    code: str
    area: str
    cells: list[tuple[str, int]]
    total: int
    is_new: bool  # none a year ago
    empty_estates: list[str] = field(default_factory=list)
    estates: int = 0


@dataclass
class Coverage:
    """Everything the page and its file show."""

    families: list[str]
    lines: list[Line]
    themes: list[tuple[str, int, bool]]  # label, how many, none a year ago
    beneficiaries: list[tuple[str, int, bool]]
    organisations: int

    @property
    def empty(self) -> list[Line]:
        return [line for line in self.lines if not line.total]

    @property
    def empty_by_area(self) -> list[tuple[str, list[str]]]:
        """Those without any, gathered by the area they lie in."""
        areas = defaultdict(list)
        for line in self.empty:
            areas[line.area or "No area"].append(line.label)
        return sorted(areas.items())

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def empty_estates(self) -> list[Line]:
        return [line for line in self.lines if line.empty_estates]

    @property
    def number_of_empty_estates(self) -> int:
        return sum(len(line.empty_estates) for line in self.lines)


def read(now: datetime) -> Coverage:
    """Eight statements, however many organisations there are."""
    since = _since()
    spots = list(_spots(since))
    families, family_of = _families()
    themed = defaultdict(set)
    themes = list(_pairs(Organisation.themes.through, "theme", since))
    for organisation, theme in themes:
        themed[organisation].add(family_of[theme])
    names = [label for _, label in families] + [NO_FAMILY]
    return Coverage(
        families=names,
        lines=_lines(spots, themed, names, now - A_YEAR),
        themes=_counted(Theme, themes, since, now - A_YEAR),
        beneficiaries=_counted(
            Beneficiary, _pairs(Organisation.beneficiaries.through, "beneficiary", since), since, now - A_YEAR
        ),
        organisations=len(since),
    )


def _since() -> dict[int, datetime]:
    """Each organisation of the network, and when it came."""
    rows = Organisation.objects.admitted().order_by().values_list("pk", "admitted_at", "created_at")
    return {key: admitted or created for key, admitted, created in rows}


def _spots(since: dict[int, datetime]) -> Iterable[Spot]:
    """Homes and places of work, as they were given."""
    homes = Organisation.objects.admitted().filter(home__isnull=False).order_by().values_list("pk", "home")
    works = Organisation.places.through.objects.order_by().values_list("organisation", "place")
    for organisation, place in homes.union(works):
        if organisation in since:
            yield Spot(organisation, place, since[organisation])


def _families() -> tuple[list[tuple[int, str]], dict[int, str]]:
    """Theme families in their order, and the family of each theme."""
    themes = list(Theme.objects.order_by().values_list("pk", "family", "family__label", "family__position"))
    found = {family: (position, label) for _, family, label, position in themes}
    ordered = sorted(found.items(), key=lambda item: item[1])
    return [(key, label) for key, (_, label) in ordered], {key: label for key, _, label, _ in themes}


def _pairs(through, side: str, since: dict[int, datetime]) -> list[tuple[int, int]]:
    rows = through.objects.order_by().values_list("organisation", side)
    return [(organisation, other) for organisation, other in rows if organisation in since]


def _counted(model, pairs, since, year_ago) -> list[tuple[str, int, bool]]:
    """Each entry of a list with how many organisations stand for it; those with the fewest first."""
    by_entry = defaultdict(list)
    for organisation, entry in pairs:
        by_entry[entry].append(since[organisation])
    rows = [
        (label, len(by_entry[key]), bool(by_entry[key]) and min(by_entry[key]) > year_ago)
        for key, label in model.objects.offered().order_by().values_list("pk", "label")
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _lines(spots: list[Spot], themed, names: list[str], year_ago: datetime) -> list[Line]:
    kinds = [Place.Kind.PARISH, Place.Kind.ESTATE]
    places = Place.objects.filter(kind__in=kinds).select_related("cluster").order_by("label")
    places = {place.pk: place for place in places}
    here = defaultdict(dict)  # parish or estate -> organisation -> since
    for spot in spots:
        place = places.get(spot.place)
        if place is not None:
            here[place.pk][spot.organisation] = spot.since
            if place.parish_id:
                here[place.parish_id][spot.organisation] = spot.since
    estates = defaultdict(list)
    for place in places.values():
        if place.kind == Place.Kind.ESTATE and place.is_offered:
            estates[place.parish_id].append(place)
    return [
        _line(place, here[place.pk], themed, names, year_ago, estates[place.pk], here)
        for place in places.values()
        if place.kind == Place.Kind.PARISH and place.is_offered
    ]


def _line(place, organisations, themed, names, year_ago, estates, here) -> Line:
    cells = dict.fromkeys(names, 0)
    for organisation in organisations:
        for family in themed.get(organisation) or {NO_FAMILY}:
            cells[family] += 1
    return Line(
        label=place.label,
        code=place.code,
        area=str(place.cluster or ""),
        cells=list(cells.items()),
        total=len(organisations),
        is_new=bool(organisations) and min(organisations.values()) > year_ago,
        empty_estates=[estate.label for estate in estates if not here[estate.pk]],
        estates=len(estates),
    )
