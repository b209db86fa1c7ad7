"""What a figure is: a name, a rule in plain words, the counting itself, its table, and the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from camk.details import site_details
from camk.templatetags.ui import count
from insights.figures.counts import Counts
from insights.figures.periods import Period

Rows = list[tuple]
BOTH_TIMES = ("In this time", "In the time before")


def _as_it_is(value) -> Rows:
    return list(value)


def _whole(value):
    """A number without ".0"; a dash where there is none."""
    return "–" if value is None else int(value) if value == int(value) else value


@dataclass(frozen=True)
class Figure:
    """A figure: its name, the rule it is counted by in plain words, the counting itself, and its table."""

    code: str
    label_words: str  # "{look}" and "{decide}" stand for the times our office has set
    rule_words: str
    compute: Callable[[Counts, Period], Any]
    head: tuple[str, ...]
    rows: Callable[[Any], Rows] = _as_it_is
    name: str = ""  # where the label alone does not say it
    is_narrowed: bool = True  # by kind; partners, meetings and ties have none
    single: bool = False
    of_issues: bool = False  # belongs to the page on issues, with the filter of that page
    in_detail: bool = False  # stands on that page too: no other figure takes its filter, areas cross no theme
    whole_table: Callable[[Counts], tuple[tuple[str, ...], Rows]] | None = None  # where the head varies
    staff_list: Callable[[Counts], str] | None = None

    @property
    def label(self) -> str:
        return said(self.label_words)

    @property
    def rule(self) -> str:
        return said(self.rule_words)

    @property
    def title(self) -> str:
        return self.name or self.label[:1].upper() + self.label[1:]

    def table(self, counts: Counts) -> tuple[tuple[str, ...], Rows]:
        """Head and rows for the period, as page, CSV and PDF show them."""
        if self.whole_table:
            return self.whole_table(counts)
        if self.single:
            both = [self.compute(counts, period) for period in (counts.period, counts.before)]
            return self.head, [(self.title, *(_whole(value) for value in both))]
        return self.head, self.rows(self.compute(counts, counts.period))


def look_within() -> int:
    """Working days to a first look, as our office has set them."""
    return site_details().first_look_days


def decide_within() -> int:
    """Working days to a decision, as our office has set them."""
    return site_details().decision_days


def said(words: str) -> str:
    """Words with the times our office has set: “{look}”, “{decide}”, “{twice}” the first look’s."""
    look, decide = look_within(), decide_within()
    days = {"look": look, "decide": decide, "twice": 2 * look}
    return words.format(**{name: count(n, "working day,working days") for name, n in days.items()})
