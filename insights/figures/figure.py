"""What a figure is: a name, a rule in plain words, the counting itself, its table, and the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from insights.figures.counts import Counts
from insights.figures.periods import Period, start_of

Rows = list[tuple]
BOTH_TIMES = ("In this time", "In the time before")


def _as_it_is(value) -> Rows:
    return list(value)


@dataclass(frozen=True)
class Figure:
    """A figure: its name, the rule it is counted by in plain words, the counting itself, and its table."""

    code: str
    label: str
    rule: str
    compute: Callable[[Counts, Period], Any]
    head: tuple[str, ...]
    rows: Callable[[Any], Rows] = _as_it_is
    name: str = ""  # where the label alone does not say it
    is_narrowed: bool = True  # by kind; partners, meetings and ties have none
    single: bool = False
    of_issues: bool = False  # belongs to the page on issues, with the filter of that page
    whole_table: Callable[[Counts], tuple[tuple[str, ...], Rows]] | None = None  # where the head varies
    staff_list: Callable[[Counts], str] | None = None

    @property
    def title(self) -> str:
        return self.name or self.label[:1].upper() + self.label[1:]

    def table(self, counts: Counts) -> tuple[tuple[str, ...], Rows]:
        """Head and rows for the period, as page, CSV and PDF show them."""
        if self.whole_table:
            return self.whole_table(counts)
        if self.single:
            both = [self.compute(counts, period) for period in (counts.period, counts.before)]
            return self.head, [(self.title, *("–" if value is None else value for value in both))]
        return self.head, self.rows(self.compute(counts, counts.period))


def staff_list(model: str, app: str = "insights") -> str:
    return reverse(f"admin:{app}_{model}_changelist")


def told_list(counts: Counts) -> str:
    """The staff list of the issues told in the time: every state of them, what was taken back too."""
    first, after = (start_of(day).isoformat() for day in (counts.period.first_day, counts.period.next().first_day))
    chosen = {"queue": "all", "created_at__gte": first, "created_at__lt": after}
    chosen |= {"kind__exact": counts.scope.kind} if counts.scope.kind else {}
    return f"{staff_list('issue')}?{urlencode(chosen)}"
