"""Areas crossed with theme families for one quarter that is over: the one table of small areas, safe to show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from camk.suppression import SafeTable, protect
from groups.places.models import Place
from groups.themes.models import ThemeFamily
from insights.figures.facts import NUMBER, area, contributor, counted, told_within
from insights.figures.periods import Quarter
from insights.issues.models import Issue

NO_AREA = "All of Milton Keynes, or not given"
NO_FAMILY = "Not sorted yet"


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


def last_closed(quarter: Quarter, today: date) -> Quarter:
    """`quarter` itself when it is over, otherwise the newest one that is: only those are published by area."""
    while not quarter.is_over(today):
        quarter = quarter.previous()
    return quarter


def _family():
    return Coalesce(F("main_theme__family_id"), Value(0), output_field=NUMBER)


def _line(rows: QuerySet, what: str, **columns) -> QuerySet:
    """Rows for the one statement of the table: what they are, area, family, name, number, contributors."""
    columns = {name: Value(c, output_field=NUMBER) if c == 0 else c for name, c in columns.items()}
    rows = rows.annotate(what=Value(what, output_field=CharField()), **columns)
    return rows.values_list("what", "area", "family", "name", "n", "k")


def _cells(quarter: Quarter, what: str, family) -> QuerySet:
    issues = told_within(counted(Issue.objects.all()), quarter).annotate(
        area=Coalesce(area(), Value(0), output_field=NUMBER), family=family, name=Value("", output_field=CharField())
    )
    issues = issues.values("area", "family", "name").annotate(
        n=Count("pk", distinct=True),
        k=Count(contributor(), distinct=True, filter=Q(first_voices__withdrawn_at__isnull=True)),
    )
    return _line(issues, what)


def read_table(quarter: Quarter) -> AreaTable:
    """Areas x theme families for one quarter; one statement."""
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
    return AreaTable(quarter, [name for _, name in areas], [name for _, name in families], safe)
