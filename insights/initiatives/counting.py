"""What was done, counted from the records themselves: by the day it happened, however late it was written down.

A training place or a conversation is counted each time. Of the meetings of a measure in a year the best attended
one counts: the same people come again, so attendances are added up neither within a year nor over the years.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from insights.initiatives.measures import ATTENDANCES, STAGES, Measure, Stage
from insights.initiatives.models import Initiative, Target, TurnOut, Year
from insights.initiatives.pace import Pace, pace_of
from meetings.day.models import Arrival
from meetings.rsvps.models import Rsvp

ENOUGH = 5


def people_at(meetings) -> dict[int, int]:
    """How many people came to each of these meetings, by its number: answers marked as come, and walk-ins."""
    came = Rsvp.objects.filter(meeting__in=meetings, attendance=Rsvp.Attendance.ATTENDED).order_by()
    rows = came.values("meeting").annotate(n=Sum(Coalesce("arrival__people", "party_size")))
    counted = Counter({row["meeting"]: row["n"] for row in rows})
    for row in Arrival.objects.filter(meeting__in=meetings).walked_in().order_by().values("meeting", "people"):
        counted[row["meeting"]] += row["people"]
    return counted


def people_there(links) -> dict[int, int]:
    """How many people came to each of these meetings that count, by the number of its `InitiativeMeeting`.

    Two counts of the same people are never added up: of those marked at the meeting and those its institutions
    counted, the larger one holds.
    """
    marked = people_at([link.meeting_id for link in links])
    rows = TurnOut.objects.filter(meeting__in=links).order_by().values_list("meeting").annotate(n=Sum("came"))
    counted = dict(rows)
    return {link.pk: max(marked[link.meeting_id], counted.get(link.pk) or 0) for link in links}


def year_of(years: list[Year], day: date) -> int | None:
    """The number of the year a day lies in; None before the first and after the last."""
    return next((year.number for year in years if year.first <= day <= year.last), None)


def actuals(initiative: Initiative) -> dict[tuple[str, int], int]:
    """What was done of each measure in each year."""
    years = initiative.own_years()
    done: dict[tuple[str, int], int] = defaultdict(int)
    by_day = initiative.conversations.order_by().values_list("held_on").annotate(n=Count("pk"))
    records = [(Measure.CONVERSATIONS, day, n) for day, n in by_day]
    records += initiative.trainings.values_list("level", "ended_on", "people")
    links = list(initiative.meetings.select_related("meeting"))
    came = people_there(links)
    records += [(link.measure, timezone.localdate(link.meeting.starts_at), came[link.pk]) for link in links]
    for measure, day, number in records:
        if year := year_of(years, day):
            key = (str(measure), year)
            done[key] = max(done[key], number) if measure in ATTENDANCES else done[key] + number
    return done


@dataclass(frozen=True)
class Cell:
    """One measure in one year: its target (None where there is none) and how it stands."""

    year: Year
    target: Target | None
    pace: Pace


@dataclass(frozen=True)
class Row:
    """One measure through all years; `total` is None for attendances."""

    measure: Measure
    cells: list[Cell]
    total: tuple[int, int] | None


def board(initiative: Initiative, today: date) -> list[tuple[Stage, list[Row]]]:
    """Every measure with a target or a record, under the stage of the cycle it belongs to."""
    years, done = initiative.own_years(), actuals(initiative)
    targets = {(target.measure, target.year): target for target in initiative.targets.all()}
    rows: dict[Stage, list[Row]] = {stage: [] for stage in Stage}
    for measure in Measure:
        if any(key[0] == measure for key in (*targets, *done)):
            cells = [_cell(measure, year, targets, done, today) for year in years]
            rows[STAGES[measure]].append(Row(measure, cells, _total(measure, cells)))
    return list(rows.items())


def table(stages: list[tuple[Stage, list[Row]]]) -> list[tuple]:
    """The same as one table: a line for each measure and year, under its head."""
    lines = [("Stage", "Measure", "Year", "Target", "So far", "By today", "Forecast", "In words", "Note")]
    for stage, rows in stages:
        for row in rows:
            for cell in row.cells:
                pace, target = cell.pace, cell.target
                forecast = "too early" if pace.forecast is None else pace.forecast
                numbers = (target.number if target else "none", pace.actual, pace.expected, forecast)
                note = target.note if target else ""
                lines.append((stage.label, row.measure.label, cell.year.label, *numbers, pace.words, note))
    return lines


def _cell(measure, year: Year, targets, done, today) -> Cell:
    target = targets.get((measure, year.number))
    planned, actual = target.number if target else 0, done.get((measure, year.number), 0)
    pace = pace_of(measure, target=planned, actual=actual, first=year.first, last=year.last, today=today)
    return Cell(year, target, pace)


def _total(measure, cells: list[Cell]) -> tuple[int, int] | None:
    if measure in ATTENDANCES:
        return None
    return sum(cell.pace.actual for cell in cells), sum(cell.pace.target for cell in cells)


def heard(initiative: Initiative) -> list[tuple[str, int]]:
    """The themes of at least five conversations, most first."""
    rows = initiative.conversations.order_by().exclude(themes=None).values_list("themes__label")
    counted = rows.annotate(n=Count("pk", distinct=True)).filter(n__gte=ENOUGH)
    return list(counted.order_by("-n", "themes__label"))
