"""What is tallied, by which columns of the filter, and how tallies and the changes since are read in one statement.

A page of figures needs sums over whole months, told apart by one column of the filter at most; these are what the
tallies hold, so that reading them takes as long at a million issues as at some thousands. By day is kept only what a
running time needs, and only as far back as it does.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from insights.figures.facts import COLUMNS, Fact, Part, alike, facts
from insights.figures.models import IssueChange
from insights.figures.periods import DAY, Period, start_of, within, year_before

# The columns a filter has; "" stands for all issues.
FILTERS = ("", "kind", "theme", "area", "state", "severity")


class Tally(NamedTuple):
    """One thing that is counted: by which column of a fact (none: all are alike), how finely, how far back."""

    what: str
    column: str
    part: str = Part.ISSUE
    by: tuple[str, ...] = FILTERS
    days: int = 0  # kept by day for so many days; otherwise by month for good

    @property
    def since(self) -> date | None:
        """The first day it is kept of; None where that is for good."""
        return timezone.localdate() - timedelta(days=self.days) if self.days else None


_BY_MONTH = ("kind", "state", "theme", "area", "severity", "ending", "look", "decision", "answer")
PLACES = Tally("places", "key", Part.PLACE, by=("", "kind"))
SOURCES = Tally("sources", "key", Part.VOICE, by=("",))
TALLIES = [
    *(Tally(column, column) for column in _BY_MONTH),
    Tally("told", "", days=800),  # of a running year, the year before up to the same day
    Tally("decided", "decision", days=240),  # of the month in which the days to decide are over
    Tally("growth", "theme", days=240),
    Tally("voices", "theme", Part.VOICE),
    SOURCES,
    PLACES,
]
LATELY, USUAL = timedelta(days=30), 6  # so many times as long before make what is usual


def month_of(day: date) -> date:
    return day.replace(day=1)


@dataclass(frozen=True)
class Times:
    """The days that a page of figures asks for."""

    period: Period
    before: Period
    until: date  # the last day of the time before that is compared with
    due: date  # what was told until then should be decided by now
    today: date

    @property
    def first(self) -> date:
        """Nothing that was told earlier matters."""
        return min(self.before.first_day, year_before(self.period)[0], self.grown_from)

    @property
    def after(self) -> date:
        return max(self.period.next().first_day, self.today + DAY)

    @property
    def lately(self) -> date:
        return self.today + DAY - LATELY

    @property
    def grown_from(self) -> date:
        return self.today + DAY - LATELY * (1 + USUAL)


@dataclass
class Numbers:
    """All sums of one page: `sums` by (what, is it the period or the time before), and what is counted by day."""

    times: Times
    sums: dict[tuple[str, bool], Counter] = field(default_factory=lambda: defaultdict(Counter))
    months: Counter = field(default_factory=Counter)
    due: dict[bool, Counter] = field(default_factory=lambda: defaultdict(Counter))  # by the wait for a decision
    until: int = 0  # told in the time before, up to the day that is compared with
    growth: dict[bool, Counter] = field(default_factory=lambda: defaultdict(Counter))  # by theme; True: lately

    def _is_now(self, day: date) -> bool | None:
        times = self.times
        return True if times.period.holds(day) else False if times.before.holds(day) else None

    def add(self, fact: Fact) -> None:
        """So many more (or fewer), wherever they count."""
        now, times = self._is_now(fact.day), self.times
        if now is not None:
            for tally in TALLIES:
                if tally.part == fact.part and not tally.days:
                    self.sums[tally.what, now][getattr(fact, tally.column)] += fact.n
        if fact.part != Part.ISSUE:
            return
        self.months[month_of(fact.day)] += fact.n
        if now is not None and fact.day <= times.due:
            self.due[now][fact.decision] += fact.n
        if now is False and fact.day <= times.until:
            self.until += fact.n
        if times.grown_from <= fact.day <= times.today:
            self.growth[fact.day >= times.lately][fact.theme] += fact.n

    def add_sum(self, what: str, day: date, key: str, n: int) -> None:
        """One row of what `read` asks for."""
        now = self._is_now(day)
        if what == "months":
            self.months[day] += n
            self.until += n if now is False and day < month_of(self.times.until) else 0
        elif what == "told":
            self.until += n
        elif what == "growth":
            self.growth[day >= self.times.lately][key] += n
        elif what == "due":
            self.due[now][key] += n
        else:
            self.sums[what, now][key] += n


_FROM = 'FROM insights_issuetally WHERE "by" = %(by)s AND of = %(of)s AND day'
_REST = ", ''" * len(COLUMNS)  # where a change has its columns
_HALVES = "CASE WHEN day >= %(now)s THEN %(now)s ELSE %(before)s END"
# What is summed, under a day that says which time it belongs to; every day named is one of `Times`.
_SUMS = f"""
SELECT what, {_HALVES}, key, SUM(n){_REST} {_FROM} >= %(before)s AND day < %(after)s AND what IN (%(whats)s)
AND (day >= %(now)s OR what <> 'voices') GROUP BY 1, 2, 3
UNION ALL SELECT 'months', day, '', SUM(n){_REST}
{_FROM} >= %(first)s AND day < %(after)s AND what = 'kind' GROUP BY 1, 2, 3
UNION ALL SELECT 'told', %(before)s, '', SUM(n){_REST}
{_FROM} >= %(until_month)s AND day <= %(until)s AND what = 'told' GROUP BY 1, 2, 3
UNION ALL SELECT 'due', {_HALVES}, key, SUM(n){_REST}
{_FROM} >= %(before)s AND day < %(after)s AND day < %(due_month)s AND what = 'decision' GROUP BY 1, 2, 3
UNION ALL SELECT 'due', {_HALVES}, key, SUM(n){_REST} {_FROM} >= %(before)s AND day < %(after)s
AND day >= %(due_month)s AND day <= %(due)s AND what = 'decided' GROUP BY 1, 2, 3
UNION ALL SELECT 'growth', CASE WHEN day >= %(lately)s THEN %(lately)s ELSE %(grown_from)s END, key, SUM(n){_REST}
{_FROM} >= %(grown_from)s AND day <= %(today)s AND what = 'growth' GROUP BY 1, 2, 3
"""  # noqa: S608 - every value is a parameter
_BESIDE = f"""
SELECT what, %(now)s, key, SUM(n){_REST} {_FROM} >= %(now)s AND day < %(after)s AND what = %(what)s
GROUP BY 1, 2, 3 HAVING SUM(n) > %(least)s
"""  # noqa: S608 - as above
_NAMED = re.compile(r"%\((\w+)\)s")


def _values(times: Times, by: str, of: str, whats: Iterable[str]) -> dict:
    return {
        "by": by,
        "of": of,
        "whats": list(whats),
        "now": times.period.first_day,
        "before": times.before.first_day,
        "after": times.period.next().first_day,
        "first": times.first,
        "until": times.until,
        "until_month": month_of(times.until),
        "due": times.due,
        "due_month": month_of(times.due),
        "lately": times.lately,
        "grown_from": times.grown_from,
        "today": times.today,
    }


def _positional(words: str, named: dict) -> tuple[str, list]:
    """`%(name)s` as the database takes it; a list becomes as many places."""
    values: list = []

    def place(found: re.Match) -> str:
        value = named[found.group(1)]
        value = value if isinstance(value, list) else [value]
        values.extend(value)
        return ", ".join(["%s"] * len(value))

    return _NAMED.sub(place, words), values


def _rows(words: str, named: dict) -> tuple[list[tuple], list[tuple]]:
    """Sums, and the changes that are not in them yet, in one statement, so that none is missed or read twice."""
    words, values = _positional(words, named)
    since, more = alike(IssueChange.objects.all()).query.sql_with_params()
    names = ", ".join(f"since_{name}" for name in COLUMNS)
    sums, changes = [], []
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH since ({names}, n) AS ({since}) {words} "  # noqa: S608
            f"UNION ALL SELECT 'change', CAST(NULL AS date), '', n, {names} FROM since",
            [*more, *values],
        )
        for what, day, key, n, *change in cursor.fetchall():
            if what == "change":
                changes.append((*change, n))
            else:
                sums.append((what, day if isinstance(day, date) else date.fromisoformat(day), key, n))
    return sums, changes


def _fits(fact: Fact, by: str, of: str) -> bool:
    return not by or getattr(fact, by) == of


def read(times: Times, by: str, of: str, whats: Iterable[str]) -> Numbers:
    """What the tallies and the changes since say of all issues that are `of` in `by`; one statement."""
    numbers = Numbers(times)
    sums, changes = _rows(_SUMS, _values(times, by, of, whats))
    for row in sums:
        numbers.add_sum(*row)
    for fact in facts(changes):
        if _fits(fact, by, of):
            numbers.add(fact)
    return numbers


def read_beside(tally: Tally, period: Period, by: str, of: str, *, least: int = 0) -> tuple[Counter, set[str]]:
    """What hangs on the issues of a period, by its number: those of which there are more than `least`.

    Beside it what changed since the last sweep: of these fewer may be said than there are.
    """
    named = {"by": by, "of": of, "what": tally.what, "least": least}
    named |= {"now": period.first_day, "after": period.next().first_day}
    sums, changes = _rows(_BESIDE, named)
    found, changed = Counter({key: n for _, _, key, n in sums}), set()
    for fact in facts(changes):
        if fact.part == tally.part and _fits(fact, by, of) and period.holds(fact.day):
            key = getattr(fact, tally.column)
            found[key] += fact.n
            changed.add(key)
    return found, changed


def count_by_hand(times: Times, rows: QuerySet) -> Numbers:
    """The same of these issues, read one by one: where a filter has several columns, or programmes."""
    numbers = Numbers(times)
    rows = rows.filter(within("created_at", start_of(times.first), start_of(times.after)))
    for fact in facts(alike(rows)):
        numbers.add(fact)
    return numbers


def rows_of(changes: Iterable[Fact]) -> Counter:
    """Which tallies these facts add to: by (by, of, what, day, key)."""
    found: Counter = Counter()
    for fact in changes:
        for tally in TALLIES:
            if tally.part != fact.part:
                continue
            day = fact.day if tally.days else month_of(fact.day)
            key = getattr(fact, tally.column) if tally.column else ""
            for by in tally.by:
                found[by, getattr(fact, by) if by else "", tally.what, day, key] += fact.n
    return found
