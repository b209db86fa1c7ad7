"""Every figure with its rule: the page, its tables, the CSV and the page "How we count" all read these."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from camk.hours import working_days
from insights.figures.counts import Counts
from insights.figures.periods import Quarter, year_before
from insights.issues.states import IssueState as S

DECIDE_WITHIN = 10
LOOK_WITHIN = 3
HAS_ANSWER = (
    S.REDIRECTED,
    S.ANSWERED,
    S.DECLINED,
    S.RESPONDED,
    S.PLEDGED,
    S.THEY_SAY_DONE,
    S.CONFIRMED,
    S.UNCONFIRMED,
    S.NOT_RESOLVED,
    S.CLOSED,
)
# Every counted state stands in exactly one line, from the furthest to the newest.
OUTCOMES: list[tuple[str, tuple[str, ...]]] = [
    ("Done, confirmed", (S.CONFIRMED,)),
    ("Said to be done, not confirmed yet", (S.THEY_SAY_DONE, S.UNCONFIRMED)),
    ("A promise was made", (S.PLEDGED,)),
    ("They have answered", (S.RESPONDED,)),
    ("Raised with a partner", (S.RAISED,)),
    ("Answered or passed on by us", (S.ANSWERED, S.REDIRECTED)),
    ("On our list", (S.ACCEPTED,)),
    ("Watching", (S.PARKED,)),
    ("Part of a wider issue", (S.JOINED,)),
    ("Not taken on, closed or not resolved", (S.DECLINED, S.CLOSED, S.NOT_RESOLVED)),
    ("Still being looked at", (S.SUBMITTED, S.SCREENING, S.NEEDS_INFORMATION, S.NEW, S.IN_REVIEW, S.REOPENED)),
]
Pairs = list[tuple[str, int]]


@dataclass(frozen=True)
class Figure:
    """A figure: its code and label, the rule it is counted by in plain words, and the counting itself."""

    code: str
    label: str
    rule: str
    compute: Callable[[Counts, Quarter], Any]


def _of(counts: Counts, quarter: Quarter, until: date | None = None):
    return (row for row in counts.told if quarter.holds(row.on) and (until is None or row.on <= until))


def told(counts: Counts, quarter: Quarter) -> int:
    """Issues told; of the quarter before a running one only as many days, so that the two compare fairly."""
    until = None
    if quarter < counts.quarter and not counts.quarter.is_over(counts.today):
        until = quarter.first_day + timedelta(days=(counts.today - counts.quarter.first_day).days)
    return sum(row.n for row in _of(counts, quarter, until))


def first_look(counts: Counts, quarter: Quarter) -> float | None:
    """Median working days from telling to the first look; None while nothing was looked at."""
    days = [
        working_days(row.on, row.looked_on) for row in _of(counts, quarter) if row.looked_on for _ in range(row.n)
    ]
    return median(days) if days else None


def decided(counts: Counts, quarter: Quarter) -> int | None:
    """Share in per cent decided within ten working days, of the issues whose ten working days are over."""
    due = [row for row in _of(counts, quarter) if working_days(row.on, counts.today) > DECIDE_WITHIN]
    in_time = [row for row in due if row.decided_on and working_days(row.on, row.decided_on) <= DECIDE_WITHIN]
    return _share(sum(row.n for row in in_time), sum(row.n for row in due))


def _states(counts: Counts, quarter: Quarter) -> Counter:
    states: Counter = Counter()
    for row in counts.stands:
        if quarter.holds(row.month):
            states[row.state] += row.n
    return states


def answered(counts: Counts, quarter: Quarter) -> int | None:
    """Share in per cent of the issues told that have an answer from us or from a partner."""
    states = _states(counts, quarter)
    return _share(sum(states[state] for state in HAS_ANSWER), states.total())


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def themes(counts: Counts, quarter: Quarter) -> Pairs:
    families = Counter({family: 0 for family in counts.families if family})
    for row in counts.stands:
        if quarter.holds(row.month):
            families[row.family] += row.n
    order = sorted(families.items(), key=lambda pair: (pair[0] == 0, -pair[1], counts.families[pair[0]]))
    return [(counts.families[family], n) for family, n in order]


def months(counts: Counts, quarter: Quarter) -> list[tuple[date, int]]:
    by_month: Counter = Counter()
    for row in counts.stands:
        by_month[row.month] += row.n
    return [(month, by_month[month]) for month in year_before(quarter) if month <= counts.today]


def outcomes(counts: Counts, quarter: Quarter) -> Pairs:
    states = _states(counts, quarter)
    return [(label, sum(states[state] for state in group)) for label, group in OUTCOMES]


def speed(counts: Counts, quarter: Quarter) -> Pairs:
    lines = {
        f"Within {LOOK_WITHIN} working days": 0,
        f"After {LOOK_WITHIN + 1} to {DECIDE_WITHIN}": 0,
        f"After more than {DECIDE_WITHIN}": 0,
        "Not looked at yet": 0,
    }
    soon, later, late, not_yet = lines
    for row in _of(counts, quarter):
        days = working_days(row.on, row.looked_on) if row.looked_on else None
        line = not_yet if days is None else soon if days <= LOOK_WITHIN else later if days <= DECIDE_WITHIN else late
        lines[line] += row.n
    return list(lines.items())


COUNTED = "Issues handled in confidence and issues that were taken back are not counted."
TOLD = Figure(
    "told",
    "issues told to us",
    "Every issue, gap, idea, interest or piece of good news that reached us in the quarter, counted once, also when "
    "it later became part of a wider issue. “Us too” adds nothing. While a quarter is running we compare it with the "
    f"same number of days of the quarter before. {COUNTED}",
    told,
)
FIRST_LOOK = Figure(
    "first_look",
    "working days to a first look",
    "From the day an issue was told to the day one of us first opened it. Monday to Friday count, bank holidays do "
    "not. The figure is the median: half were looked at in this time or sooner. Issues nobody has looked at yet are "
    "not in it; they stand in “How quickly we look”.",
    first_look,
)
DECIDED = Figure(
    "decided",
    f"decided within {DECIDE_WITHIN} working days",
    f"Of the issues told in the quarter more than {DECIDE_WITHIN} working days ago, the share on which we decided "
    f"what to do within {DECIDE_WITHIN} working days. {COUNTED}",
    decided,
)
ANSWERED = Figure(
    "answered",
    "of issues have an answer",
    "Of the issues told in the quarter, the share where people were told what we or a partner will do, will not do "
    "or have done. An issue that became part of a wider one counts as answered only through that one, so it is not "
    f"in the share that has an answer. {COUNTED}",
    answered,
)
THEMES = Figure(
    "themes",
    "What issues are about",
    "Issues told in the quarter by the family of the main theme that we gave them. Each issue counts once. “Not "
    "sorted yet” are those without a main theme.",
    themes,
)
MONTHS = Figure(
    "months",
    "Issues month by month",
    "Issues told in each of the twelve months that end with the quarter, by London time.",
    months,
)
OUTCOME = Figure(
    "outcomes",
    "What came of it",
    "Where the issues told in the quarter stand today. Each stands in one line only.",
    outcomes,
)
SPEED = Figure(
    "speed",
    "How quickly we look",
    "Issues told in the quarter by the number of working days until one of us first opened them.",
    speed,
)
WAITING = Figure(
    "waiting",
    "Issues waiting longest",
    "The six oldest issues that are still open today, whichever quarter they were told in. Issues we only watch for "
    "now, and issues that are part of a wider one, are left out. Words are shown only when they were released for "
    "others to read, and so is the area.",
    lambda counts, quarter: counts.waiting,
)
TABLE = Figure(
    "table",
    "Areas and themes",
    "Issues told in a quarter that is over, by the area and the theme family we gave them, all kinds together. A "
    "number is hidden when fewer than five different organisations or people stand behind it. Further numbers are "
    "hidden with it so that nobody can work it out from the rest. Totals for a theme are always shown, the total of "
    "an area only when it is safe. No number is rounded. There is no table for several quarters together, because "
    "taking one from the other would give hidden numbers away.",
    lambda counts, quarter: counts.table,
)
LEADING = (TOLD, FIRST_LOOK, DECIDED, ANSWERED)
FIGURES = (*LEADING, THEMES, MONTHS, OUTCOME, SPEED, TABLE, WAITING)
