"""The counts beneath the trustees' figures: four statements over the live tables, whatever the page shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from camk.suppression import SafeTable, protect
from camk.templatetags.ui import LONDON
from groups.places.models import Place
from groups.themes.models import ThemeFamily
from insights.figures.periods import Quarter, start_of, year_before
from insights.issues.models import Issue
from insights.issues.states import IssueState

# Neither what is handled in confidence nor what its raiser took back is counted anywhere.
NOT_COUNTED = (IssueState.SEALED, IssueState.WITHDRAWN)
NO_AREA = "All of Milton Keynes, or not given"
NO_FAMILY = "Not sorted yet"
NUMBER = BigIntegerField()
MOST_WAITING = 6


class Told(NamedTuple):
    """How many issues were told, first looked at and decided on these days."""

    on: date
    looked_on: date | None
    decided_on: date | None
    n: int


class Stand(NamedTuple):
    """How many issues of one month and theme family stand where."""

    month: date
    state: str
    family: int
    n: int


@dataclass(frozen=True)
class AreaTable:
    """Areas crossed with theme families for one quarter that is over, safe to show."""

    quarter: Quarter
    areas: list[str]
    families: list[str]
    safe: SafeTable

    @property
    def rows(self):
        """Each area with its counts and its total."""
        return [
            {"label": label, "cells": list(zip(self.families, cells, strict=True)), "total": total}
            for label, cells, total in zip(self.areas, self.safe.cells, self.safe.row_totals, strict=True)
        ]

    @property
    def totals(self):
        """Each theme family with its total for all of Milton Keynes."""
        return list(zip(self.families, self.safe.column_totals, strict=True))


@dataclass
class Counts:
    """Everything one page of figures is computed from."""

    quarter: Quarter
    today: date
    kind: str = ""
    told: list[Told] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    families: dict[int, str] = field(default_factory=dict)
    waiting: list[Issue] = field(default_factory=list)
    table: AreaTable | None = None

    @classmethod
    def read(cls, quarter: Quarter, today: date, kind: str = "") -> "Counts":
        families, table = read_table(last_closed(quarter, today))
        return cls(
            quarter=quarter,
            today=today,
            kind=kind,
            told=list(_told(quarter, kind)),
            stands=list(_stands(quarter, kind)),
            families=families,
            waiting=list(waiting_longest(kind)),
            table=table,
        )


def last_closed(quarter: Quarter, today: date) -> Quarter:
    """`quarter` itself when it is over, otherwise the newest one that is: only those are published by area."""
    while not quarter.is_over(today):
        quarter = quarter.previous()
    return quarter


def counted(kind: str = "") -> QuerySet:
    """The issues that figures count."""
    issues = Issue.objects.exclude(state__in=NOT_COUNTED).order_by()
    return issues.filter(kind=kind) if kind else issues


def between(issues: QuerySet, first: date, last: Quarter) -> QuerySet:
    """Those told from `first` to the end of `last`."""
    return issues.filter(created_at__gte=start_of(first), created_at__lt=start_of(last.next().first_day))


def waiting_longest(kind: str = "", number: int = MOST_WAITING) -> QuerySet:
    """Open issues that nobody put aside on purpose, the oldest first."""
    issues = Issue.objects.open().leads().exclude(state=IssueState.PARKED)
    issues = issues.filter(kind=kind) if kind else issues
    return issues.select_related("main_theme", "main_place__cluster").order_by("created_at", "pk")[:number]


def _told(quarter: Quarter, kind: str) -> Iterable[Told]:
    days = {
        "on": TruncDate("created_at", tzinfo=LONDON),
        "looked_on": TruncDate("first_looked_at", tzinfo=LONDON),
        "decided_on": TruncDate("decided_at", tzinfo=LONDON),
    }
    rows = between(counted(kind), quarter.previous().first_day, quarter).values(**days)
    return (Told(**row) for row in rows.annotate(n=Count("pk")))


def _stands(quarter: Quarter, kind: str) -> Iterable[Stand]:
    rows = between(counted(kind), year_before(quarter)[0], quarter).annotate(
        month=TruncMonth("created_at", tzinfo=LONDON), family=_family()
    )
    rows = rows.values_list("month", "state", "family").annotate(n=Count("pk"))
    return (Stand(month.date(), state, family, n) for month, state, family, n in rows)


def _family():
    return Coalesce(F("main_theme__family_id"), Value(0), output_field=NUMBER)


def _area():
    cluster = Case(When(main_place__kind=Place.Kind.CLUSTER, then=F("main_place_id")), output_field=NUMBER)
    return Coalesce(F("main_place__cluster_id"), cluster, Value(0), output_field=NUMBER)


def contributor():
    """One number for each organisation, person or unknown voice (Voice.contributor says the same in Python)."""
    return Case(
        When(first_voices__organisation__isnull=False, then=F("first_voices__organisation_id") * 3),
        When(first_voices__user__isnull=False, then=F("first_voices__user_id") * 3 + 1),
        default=F("first_voices__id") * 3 + 2,
        output_field=NUMBER,
    )


def _line(rows: QuerySet, what: str, **columns) -> QuerySet:
    """Rows for the one statement of the table: what they are, area, family, name, number, contributors."""
    columns = {name: Value(c, output_field=NUMBER) if c == 0 else c for name, c in columns.items()}
    rows = rows.annotate(what=Value(what, output_field=CharField()), **columns)
    return rows.values_list("what", "area", "family", "name", "n", "k")


def _cells(quarter: Quarter, what: str, family) -> QuerySet:
    issues = between(counted(), quarter.first_day, quarter).annotate(
        area=_area(), family=family, name=Value("", output_field=CharField())
    )
    issues = issues.values("area", "family", "name").annotate(
        n=Count("pk", distinct=True),
        k=Count(contributor(), distinct=True, filter=Q(first_voices__withdrawn_at__isnull=True)),
    )
    return _line(issues, what)


def read_table(quarter: Quarter) -> tuple[dict[int, str], AreaTable]:
    """The names of the theme families, and areas x families for one quarter; one statement."""
    lists = [
        _line(
            ThemeFamily.objects.order_by(), "family", area=0, family=F("pk"), name=F("label"), n=F("position"), k=0
        ),
        _line(Place.objects.clusters().order_by(), "area", area=F("pk"), family=0, name=F("label"), n=0, k=0),
    ]
    totals = _cells(quarter, "total", Value(0, output_field=NUMBER))
    rows = list(_cells(quarter, "cell", _family()).union(totals, *lists, all=True))
    families = [(r[2], r[3]) for r in sorted(rows, key=lambda r: (r[4], r[3])) if r[0] == "family"] + [(0, NO_FAMILY)]
    areas = [(r[1], r[3]) for r in sorted(rows, key=lambda r: r[3]) if r[0] == "area"] + [(0, NO_AREA)]
    cells = {(r[1], r[2]): (r[4], r[5]) for r in rows if r[0] == "cell"}
    area_people = {r[1]: r[5] for r in rows if r[0] == "total"}
    grid = [[cells.get((area, family), (0, 0)) for family, _ in families] for area, _ in areas]
    safe = protect(
        [[n for n, _ in line] for line in grid],
        [[k for _, k in line] for line in grid],
        [area_people.get(area, 0) for area, _ in areas],
    )
    table = AreaTable(quarter, [name for _, name in areas], [name for _, name in families], safe)
    return dict(families), table
