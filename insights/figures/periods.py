"""Quarters, as trustees count them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from camk.templatetags.ui import LONDON

_NAMES = ["January to March", "April to June", "July to September", "October to December"]


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a calendar year; `number` runs from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def from_code(cls, code: str) -> "Quarter":
        """The quarter of a code such as "2026-3"; ValueError when it is none."""
        year, number = (int(part) for part in code.split("-"))
        if not (1 <= number <= 4 and 2000 <= year <= 2200):
            raise ValueError(code)
        return cls(year, number)

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        return f"{_NAMES[self.number - 1]} {self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def is_over(self, today: date) -> bool:
        return today > self.last_day

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def last_quarters(today: date, number: int) -> list[Quarter]:
    """The running quarter and those before it, newest first."""
    quarters = [Quarter.of(today)]
    while len(quarters) < number:
        quarters.append(quarters[-1].previous())
    return quarters


def year_before(quarter: Quarter) -> list[date]:
    """The first days of the twelve months that end with `quarter`."""
    last = quarter.last_day.year * 12 + quarter.last_day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - 11, last + 1)]


def start_of(day: date) -> datetime:
    """Midnight in London at the start of `day`."""
    return datetime.combine(day, time.min, tzinfo=LONDON)
