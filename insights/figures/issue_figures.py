"""The figures about issues: how many, about what, how quickly, and what came of it."""

from collections import Counter
from datetime import date
from functools import lru_cache
from math import ceil, floor

from django.utils import timezone

from camk.hours import working_days
from camk.templatetags.ui import count
from insights.figures.counts import Counts
from insights.figures.figure import decide_within, look_within
from insights.figures.periods import Period, year_before
from insights.figures.states import HAS_ANSWER, OUTCOMES
from insights.issues.models import Issue

HOLIDAYS = 10  # more bank holidays and weekend days than follow on one another
Pairs = list[tuple[str, int]]


@lru_cache(maxsize=50_000)
def days_between(start: date, end: date) -> int:
    """Working days, remembered: many issues share the days they were told and looked at."""
    return working_days(start, end)


def told(counts: Counts, period: Period) -> int:
    """Issues told; of the time before a running one only as many days, so that the two compare fairly."""
    until = counts.before_until if period.first_day < counts.period.first_day else period.last_day
    return sum(row.n for row in counts.looks if period.holds(row.on) and row.on <= until)


def first_look(counts: Counts, period: Period) -> float | None:
    """Median working days from telling to the first look; None while nothing was looked at."""
    days: Counter = Counter()
    for row in counts.looks:
        if row.done_on and period.holds(row.on):
            days[days_between(row.on, row.done_on)] += row.n
    return middle(days) if days else None


def middle(days: Counter) -> float:
    """The median of so many of each."""
    ordered, half = sorted(days), (days.total() - 1) / 2
    return (_at(days, ordered, floor(half)) + _at(days, ordered, ceil(half))) / 2


def _at(days: Counter, ordered: list[int], place: int) -> int:
    """What stands at `place`, counted from 0, when all stand in order."""
    for value in ordered:
        place -= days[value]
        if place < 0:
            return value
    raise IndexError(place)


def is_due(told_on: date, today: date, within: int) -> bool:
    """Its working days are over; after three times as many days they are, whatever holidays there were."""
    return (today - told_on).days > 3 * within + HOLIDAYS or days_between(told_on, today) > within


def decided(counts: Counts, period: Period) -> int | None:
    """Share in per cent decided within the days we set, of the issues for which these days are over."""
    within = decide_within()
    due = [row for row in counts.decisions if period.holds(row.on) and is_due(row.on, counts.today, within)]
    in_time = [row for row in due if row.done_on and days_between(row.on, row.done_on) <= within]
    return _share(sum(row.n for row in in_time), sum(row.n for row in due))


def _states(counts: Counts, period: Period) -> Counter:
    states: Counter = Counter()
    for row in counts.states:
        if period.holds(row.month):
            states[row.where] += row.n
    return states


def answered(counts: Counts, period: Period) -> int | None:
    """Share in per cent of the issues told that have an answer from us or from a partner."""
    states = _states(counts, period)
    return _share(sum(states[state] for state in HAS_ANSWER), states.total())


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def themes(counts: Counts, period: Period) -> Pairs:
    families = Counter({family: 0 for family in counts.families if family})
    for row in counts.stands:
        if period.holds(row.month):
            families[row.where] += row.n
    order = sorted(families.items(), key=lambda pair: (pair[0] == 0, -pair[1], counts.families[pair[0]]))
    return [(counts.families[family], n) for family, n in order]


def months(counts: Counts, period: Period) -> list[tuple[date, int]]:
    by_month: Counter = Counter()
    for row in counts.states:
        by_month[row.month] += row.n
    return [(month, by_month[month]) for month in year_before(period) if month <= counts.today]


def outcomes(counts: Counts, period: Period) -> Pairs:
    states = _states(counts, period)
    return [(label, sum(states[state] for state in group)) for label, group in OUTCOMES]


def speed(counts: Counts, period: Period) -> Pairs:
    look = look_within()
    long = max(look + 1, decide_within())
    lines = {
        f"Within {count(look, 'working day,working days')}": 0,
        f"After {look + 1} to {long}": 0,
        f"After more than {long}": 0,
        "Not looked at yet": 0,
    }
    soon, later, late, not_yet = lines
    for row in counts.looks:
        if not period.holds(row.on):
            continue
        days = days_between(row.on, row.done_on) if row.done_on else None
        line = not_yet if days is None else soon if days <= look else later if days <= long else late
        lines[line] += row.n
    return list(lines.items())


def waiting(counts: Counts, period: Period) -> list[dict]:
    """The issues waiting longest; an area stands only beside released words, so that it points to nobody."""
    return [_waiting(issue, counts.today) for issue in counts.waiting]


def weeks_waited(issue: Issue, today: date) -> int:
    """Full weeks since the day it was told, by London time."""
    return (today - timezone.localdate(issue.created_at)).days // 7


def _waiting(issue: Issue, today: date) -> dict:
    place = issue.main_place
    return {
        "reference": issue.reference if issue.released_at else "",
        "wording": issue.lead_wording if issue.released_at else "",
        "theme": issue.main_theme.label if issue.main_theme else "Not sorted yet",
        "area": (place.cluster or place).label if issue.released_at and place else "",
        "weeks": weeks_waited(issue, today),
        "state": issue.get_state_display(),
    }


def silent_parishes(counts: Counts, period: Period) -> list[tuple[str, str]]:
    return counts.heard.silent_parishes


def silent_themes(counts: Counts, period: Period) -> list[str]:
    return counts.heard.silent_themes


def loop(counts: Counts, period: Period) -> list[tuple[str, int | str]]:
    """Voices under issues with an outcome: told, still to be told, out of reach, and the share that was told."""
    score = counts.loop
    if not score["owed"]:
        return []
    share = round(100 * score["told"] / score["owed"])
    rest = [("Still to be told", score["waits"]), ("Cannot be told", score["cannot"])]
    return [("Told", score["told"]), *rest, ("Told, in per cent of all", share)]
