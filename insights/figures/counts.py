"""The counts beneath the trustees' figures: a few statements over the live tables, whatever the page shows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from camk.suppression import SafeTable, protect
from groups.places.models import Place
from groups.themes.models import Theme, ThemeFamily
from insights.figures import partners, reach, tallies
from insights.figures.periods import Period, Quarter, start_of, year_before
from insights.figures.scope import Scope
from insights.figures.tallies import NOT_COUNTED, What, grouped
from insights.issues.models import Issue
from insights.issues.states import IssueState
from insights.loop.counting import score

NO_AREA = "All of Milton Keynes, or not given"
NO_FAMILY = "Not sorted yet"
NUMBER = BigIntegerField()
MOST_WAITING = 6


class Took(NamedTuple):
    """How many issues told on one day came to a step on another; None: not yet."""

    on: date
    done_on: date | None
    n: int


class Stand(NamedTuple):
    """How many issues of one month stand somewhere: in a state, under a theme family."""

    month: date
    where: str | int
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


@dataclass(frozen=True)
class Heard:
    """Parishes and themes, and which of them issues of the period are about."""

    parishes: dict[int, tuple[str, str]]  # name, and the area it lies in
    themes: dict[int, str]
    parishes_heard: set[int]
    themes_heard: set[int]

    @classmethod
    def read(cls, scope: Scope) -> "Heard":
        issues = between(scope.issues(counted()), scope.period.first_day, scope.period)
        themes = set(issues.values_list("main_theme", flat=True).distinct())
        named = Issue.places.through.objects.filter(issue__in=issues).order_by()
        here = set(named.values_list("place", flat=True).distinct())
        places = Place.objects.order_by("label").values_list("pk", "kind", "label", "parish", "cluster__label")
        places = list(places)
        parish_of = {pk: parish or pk for pk, _, _, parish, _ in places}
        parishes = {pk: (label, area or "") for pk, kind, label, _, area in places if kind == Place.Kind.PARISH}
        return cls(
            parishes=parishes,
            themes=dict(Theme.objects.offered().order_by("label").values_list("pk", "label")),
            parishes_heard={parish_of[place] for place in here} & parishes.keys(),
            themes_heard=themes - {None},
        )

    @property
    def silent_parishes(self) -> list[tuple[str, str]]:
        """Their areas and names, by area."""
        rows = [(area, label) for pk, (label, area) in self.parishes.items() if pk not in self.parishes_heard]
        return sorted(rows)

    @property
    def silent_themes(self) -> list[str]:
        return [label for pk, label in self.themes.items() if pk not in self.themes_heard]


class Counts:
    """Everything one page of figures is computed from; each part is read when it is first asked for."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.at = timezone.now()
        self.period, self.today = scope.period, scope.today
        self.before = scope.period.previous()
        self.drawn: dict[str, str] = {}  # what was made of them for the pages, by template

    @property
    def running(self) -> bool:
        return self.scope.is_running

    @property
    def before_until(self) -> date:
        """The last day of the time before that counts: while the period runs, only as many days as have passed."""
        passed = self.before.first_day + (self.today - self.period.first_day)
        return min(passed, self.before.last_day) if self.running else self.before.last_day

    @cached_property
    def looks(self) -> list[Took]:
        return self._took(What.LOOK)

    @cached_property
    def decisions(self) -> list[Took]:
        return self._took(What.DECISION)

    def _took(self, what: str) -> list[Took]:
        rows = _tallied(self.scope, what, self.before.first_day)
        return [Took(day, date.fromisoformat(done) if done else None, n) for day, done, n in rows]

    @cached_property
    def states(self) -> list[Stand]:
        return [Stand(*row) for row in _tallied(self.scope, What.STATE, self._year)]

    @cached_property
    def stands(self) -> list[Stand]:
        """By theme family; 0 for those without a theme."""
        family_of = dict(Theme.objects.order_by().values_list("pk", "family"))
        rows = _tallied(self.scope, What.THEME, self._year)
        return [Stand(month, family_of[int(theme)] if theme else 0, n) for month, theme, n in rows]

    @property
    def _year(self) -> date:
        return min(year_before(self.period)[0], self.before.first_day)

    @cached_property
    def waiting(self) -> list[Issue]:
        return list(waiting_longest(self.scope))

    @cached_property
    def _table(self) -> tuple[dict[int, str], AreaTable]:
        return read_table(last_closed(Quarter.of(self.period.last_day), self.today))

    @property
    def families(self) -> dict[int, str]:
        return self._table[0]

    @property
    def table(self) -> AreaTable:
        return self._table[1]

    @cached_property
    def heard(self) -> Heard:
        return Heard.read(self.scope)

    @cached_property
    def promises(self) -> list[partners.Promise]:
        return partners.promises(self.scope, self.before)

    @cached_property
    def asks(self) -> list[partners.Asked]:
        return partners.asks(self.scope, self.before)

    @cached_property
    def silence(self) -> list[partners.Silence]:
        return partners.silence(self.scope)

    @cached_property
    def came(self) -> reach.Came:
        return reach.came(self.scope, self.before, self.before_until)

    @cached_property
    def loop(self) -> dict[str, int]:
        """Who of those who spoke was told the outcome."""
        return score()

    @cached_property
    def ties(self) -> reach.Ties:
        return reach.ties(self.scope, self.before, self.before_until)


def last_closed(quarter: Quarter, today: date) -> Quarter:
    """`quarter` itself when it is over, otherwise the newest one that is: only those are published by area."""
    while not quarter.is_over(today):
        quarter = quarter.previous()
    return quarter


def counted() -> QuerySet:
    """The issues that figures count."""
    return Issue.objects.exclude(state__in=NOT_COUNTED).order_by()


def between(issues: QuerySet, first: date, last: Period) -> QuerySet:
    """Those told from `first` to the end of `last`."""
    return issues.filter(created_at__gte=start_of(first), created_at__lt=start_of(last.next().first_day))


def waiting_longest(scope: Scope, number: int = MOST_WAITING) -> QuerySet:
    """Open issues that nobody put aside on purpose, the oldest first."""
    issues = scope.issues(Issue.objects.open().leads().exclude(state=IssueState.PARKED))
    return issues.select_related("main_theme", "main_place__cluster").order_by("created_at", "pk")[:number]


def _tallied(scope: Scope, what: str, first: date) -> list[tuple[date, str, int]]:
    """(day, key, how many) from `first` to the end of the period: from the tallies, or from the issues asked for."""
    if scope.is_tallied:
        return tallies.read(what, first, scope.period.next().first_day, scope.kind)
    rows = grouped(between(scope.issues(Issue.objects.all()), first, scope.period), what)
    return [(row[2], row[3], row[4]) for row in rows]


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
