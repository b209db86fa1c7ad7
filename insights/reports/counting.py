"""The counts of a report: its themes with their trend, and where it was told, with small numbers kept back.

One table decides for all of the report. What crosses a place with a theme is shown when at least five different
contributors stand behind it and nothing hidden follows from it (decisions, point 12); the text beside each issue,
the chart and the files obey the same table.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from camk.suppression import MINIMUM, protect
from insights.issues.models import Issue
from insights.issues.states import IssueState

NO_AREA = "Milton Keynes as a whole, or several areas"
OTHER = "Other"
MOST_THEMES = 5


@dataclass(frozen=True)
class Heard:
    """One issue of a report as it is counted: where, about what, and who stands behind it."""

    area: str
    theme: str
    contributors: frozenset = field(default_factory=frozenset)


def contributors_of(issue) -> frozenset:
    """Who stands behind an issue, each person or organisation once."""
    return frozenset(voice.contributor for voice in issue.voices.all())


def places_of(issue) -> list:
    """The places an issue is about: the main one where staff named it."""
    return [issue.main_place] if issue.main_place else list(issue.places.all())


def area_of(place):
    """The area a place lies in; the place itself when it is one, or wider."""
    return place.cluster or place


def theme_of(issue):
    """The theme it is counted under, if it has any."""
    return issue.main_theme or next(iter(issue.themes.all()), None)


def heard(issue) -> Heard:
    """How this issue is counted: in one area and under one theme, so that the table adds up."""
    areas = {area_of(place) for place in places_of(issue)}
    area = areas.pop() if len(areas) == 1 else None
    theme = theme_of(issue)
    return Heard(
        area=area.label if area and area.kind != "city" else NO_AREA,
        theme=theme.label if theme else OTHER,
        contributors=contributors_of(issue),
    )


def crossed(rows: list[Heard], *, minimum: int = MINIMUM) -> dict:
    """Areas crossed with themes, issues counted; None where a count is kept back.

    What is told of no single area is no place, and never small by itself. In a report about one area the totals of
    its themes would be its counts: then the area is not named at all (`named`).
    """
    areas = sorted({row.area for row in rows}, key=lambda area: (area == NO_AREA, area))
    themes = sorted({row.theme for row in rows}, key=lambda theme: (theme == OTHER, theme))
    cells = [[[r for r in rows if (r.area, r.theme) == (area, theme)] for theme in themes] for area in areas]
    safe = protect(
        [[len(cell) for cell in line] for line in cells],
        [[_people(area, cell, minimum) for cell in line] for area, line in zip(areas, cells, strict=True)],
        [_people(a, [row for cell in line for row in cell], minimum) for a, line in zip(areas, cells, strict=True)],
        minimum=minimum,
    )
    if len(areas) == 1 and safe.hidden:
        totals = safe.column_totals
        return {"named": False, "areas": [NO_AREA], "themes": themes, "cells": [totals]} | {
            "area_totals": [sum(totals)],
            "theme_totals": totals,
        }
    return {
        "named": True,
        "areas": areas,
        "themes": themes,
        "cells": safe.cells,
        "area_totals": safe.row_totals,
        "theme_totals": safe.column_totals,
    }


def is_shown(table: dict, row: Heard) -> bool:
    """Whether the place of this issue may stand beside its theme."""
    return (
        table["named"]
        and table["cells"][table["areas"].index(row.area)][table["themes"].index(row.theme)] is not None
    )


def _people(area: str, rows: list[Heard], minimum: int) -> int:
    people = len(frozenset().union(*(row.contributors for row in rows)))
    return max(people, minimum) if area == NO_AREA else people


def themes_of(items, report) -> list[dict]:
    """Each theme of the report, the most voices first, with how many issues about it were told in all."""
    rows: dict[str, dict] = {}
    for item in items:
        row, theme = heard(item.issue), theme_of(item.issue)
        entry = rows.setdefault(row.theme, {"theme": theme and theme.pk, "issues": 0, "who": set()})
        entry["issues"] += 1
        entry["who"] |= row.contributors
    trends = _told(report, [row["theme"] for row in rows.values() if row["theme"]])
    counted = [
        {
            "label": label,
            "issues": row["issues"],
            "voices": len(row["who"]),
            "told": trends.get(row["theme"], (0, 0))[0],
            "before": trends.get(row["theme"], (0, 0))[1],
        }
        for label, row in rows.items()
    ]
    return sorted(counted, key=lambda row: (-row["voices"], row["label"]))


def _told(report, themes) -> dict[int, tuple[int, int]]:
    """By main theme: issues told in the period of the report, and in as many days before; totals of Milton Keynes."""
    days = report.period_end - report.period_start + timedelta(days=1)
    begins, starts, ends = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (report.period_start - days, report.period_start, report.period_end + timedelta(days=1))
    )
    told = Issue.objects.exclude(state__in=(IssueState.SEALED, IssueState.WITHDRAWN)).order_by()
    told = told.filter(main_theme__in=themes, created_at__gte=begins, created_at__lt=ends).values("main_theme")
    counted = told.annotate(
        now=Count("pk", filter=Q(created_at__gte=starts)), before=Count("pk", filter=Q(created_at__lt=starts))
    )
    return {row["main_theme"]: (row["now"], row["before"]) for row in counted}
