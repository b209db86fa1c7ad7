"""The figures about issues: how many, about what, how quickly, and what came of it."""

from collections import Counter
from datetime import date
from math import ceil, floor

from django.utils import timezone

from camk.templatetags.ui import count
from insights.figures.counts import Counts
from insights.figures.figure import decide_within, look_within
from insights.figures.periods import Period, year_before
from insights.figures.states import HAS_ANSWER, OUTCOMES
from insights.issues.models import Issue

Pairs = list[tuple[str, int]]


def told(counts: Counts, period: Period) -> int:
    """Issues told; of the time before a running one only as many days, so that the two compare fairly."""
    if counts.running and period != counts.period:
        return counts.numbers.until
    return counts.of("kind", period).total()


def waits(counts: Counts, what: str, period: Period) -> Counter:
    """How many came to a step ("look", "decision", "answer") after so many working days."""
    return Counter({int(days): n for days, n in counts.of(what, period).items() if days and n})


def first_look(counts: Counts, period: Period) -> float | None:
    """Median working days from telling to the first look; None while nothing was looked at."""
    days = waits(counts, "look", period)
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


def decided(counts: Counts, period: Period) -> int | None:
    """Share in per cent decided within the days we set, of the issues for which these days are over."""
    due, within = counts.numbers.due[period == counts.period], decide_within()
    return _share(sum(n for days, n in due.items() if days and int(days) <= within), due.total())


def answered(counts: Counts, period: Period) -> int | None:
    """Share in per cent of the issues told that have an answer from us or from a partner."""
    states = counts.of("state", period)
    return _share(sum(states[state] for state in HAS_ANSWER), states.total())


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def themes(counts: Counts, period: Period) -> Pairs:
    families = Counter({family: 0 for family in counts.families if family})
    for theme, n in counts.of("theme", period).items():
        families[counts.family_of[theme]] += n
    shown = [pair for pair in families.items() if pair[0] or pair[1]]
    order = sorted(shown, key=lambda pair: (pair[0] == 0, -pair[1], counts.families[pair[0]]))
    return [(counts.families[family], n) for family, n in order]


def months(counts: Counts, period: Period) -> list[tuple[date, int]]:
    return [(month, counts.numbers.months[month]) for month in year_before(period) if month <= counts.today]


def outcomes(counts: Counts, period: Period) -> Pairs:
    states = counts.of("state", period)
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
    for days, n in counts.of("look", period).items():
        wait = int(days or 0)
        lines[not_yet if not days else soon if wait <= look else later if wait <= long else late] += n
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
