"""What one issue, voice or place counts as: read from the issues themselves, or from what changed lately."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, CharField, Count, F, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from camk.hours import working_days
from camk.templatetags.ui import LONDON
from insights.figures.models import IssueChange
from insights.figures.periods import DAY, Period, bounds, within
from insights.issues.models import Issue
from insights.issues.states import CLOSED, IssueState

# Neither what is handled in confidence nor what its raiser took back is counted anywhere.
NOT_COUNTED = (IssueState.SEALED, IssueState.WITHDRAWN)
Part = IssueChange.Part
AGAIN, ENDED = "again", "ended"
NUMBER = BigIntegerField()


class Fact(NamedTuple):
    """So many (`n`) are alike: numbers as text, empty where there is none; waits in working days."""

    part: str
    key: str
    kind: str
    state: str
    theme: str
    area: str
    severity: str
    ending: str
    day: date  # on which the issue was told, by London time
    look: str
    decision: str
    answer: str
    n: int


@lru_cache(maxsize=100_000)
def days_between(start: date, end: date) -> int:
    """Working days, remembered: many issues share the days they were told and looked at."""
    return working_days(start, end)


def due_until(today: date, within: int) -> date:
    """The last day of which what was told is more than `within` working days old."""
    day = today
    while days_between(day, today) <= within:
        day -= DAY
    return day


def ending(state: str, reopened: int) -> str:
    """Whether it was opened again after an end, or has one."""
    return AGAIN if reopened else ENDED if state in CLOSED else ""


def area():
    """The area of the main place, in which figures count an issue: itself where it is one."""
    return Coalesce(F("main_place__cluster"), F("main_place"), output_field=NUMBER)


def contributor(path: str = "first_voices__"):
    """One number for each organisation, person or unknown voice (Voice.contributor says the same in Python)."""
    return Case(
        When(**{f"{path}organisation__isnull": False}, then=F(f"{path}organisation_id") * 3),
        When(**{f"{path}user__isnull": False}, then=F(f"{path}user_id") * 3 + 1),
        default=F(f"{path}id") * 3 + 2,
        output_field=NUMBER,
    )


def day_of(column: str):
    return TruncDate(column, tzinfo=LONDON)


def _text(value):
    return Coalesce(Cast(value, CharField()), Value(""), output_field=CharField())


COLUMNS = (
    "part", "key", "kind", "state", "theme", "area", "severity", "reopened", "told", "look", "decision", "answer"
)  # fmt: skip


def columns(model: type[Issue] | type[IssueChange]) -> list:
    """`COLUMNS` of a row as text: days by London time, what there is none of empty."""
    is_issue = model is Issue
    days = ("created_at", "first_looked_at", "decided_at", "first_answered_at")
    return [
        Value(str(Part.ISSUE)) if is_issue else F("part"),
        Value("") if is_issue else _text(F("key")),
        *(F("kind"), F("state"), _text(F("main_theme_id")), _text(area()), _text(F("severity"))),
        _text(F("reopened_count")),
        *(_text(day_of(column)) for column in days),
    ]


def counted(rows: QuerySet) -> QuerySet:
    """The issues, or the changes, that figures count."""
    return rows.exclude(state__in=NOT_COUNTED).order_by()


def told_within(issues: QuerySet, period: Period) -> QuerySet:
    """Those that were told in this time."""
    return issues.filter(within("created_at", *bounds(period)))


def alike(rows: QuerySet) -> QuerySet:
    """Issues or changes that count, as `COLUMNS` and how many have them all."""
    n = Sum("sign") if rows.model is IssueChange else Count("pk")
    return counted(rows).values_list(*columns(rows.model)).annotate(n=n)


def facts(rows: Iterable[tuple]) -> Iterable[Fact]:
    """What `alike` gave."""
    for part, key, kind, state, theme, area_, severity, reopened, told, *steps, n in rows:
        day = date.fromisoformat(told)
        waits = [str(days_between(day, date.fromisoformat(step))) if step else "" for step in steps]
        yield Fact(part, key, kind, state, theme, area_, severity, ending(state, int(reopened)), day, *waits, n)
