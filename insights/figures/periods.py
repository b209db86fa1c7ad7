"""The times trustees count by: quarters, months, years from April to March, and a programme's own year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from camk.templatetags.ui import LONDON

APRIL = 4
DAY = timedelta(days=1)
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

    noun = "quarter"

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


@dataclass(frozen=True, order=True)
class Months:
    """One whole month, or the twelve months of a year that begins with the month of `first_day`."""

    first_day: date
    number: int = 12

    @classmethod
    def year_of(cls, day: date, starts_in: int = APRIL) -> "Months":
        """The year `day` lies in, when years begin in the month `starts_in` (traps, I15)."""
        return cls(date(day.year - (day.month < starts_in), starts_in, 1))

    @classmethod
    def from_code(cls, code: str) -> "Months":
        """Of a code such as "month-2026-11" or "year-2026-04"; ValueError when it is none."""
        what, year, month = code.split("-")
        if what not in ("month", "year"):
            raise ValueError(code)
        return cls(date(int(year), int(month), 1), 1 if what == "month" else 12)

    @property
    def noun(self) -> str:
        return "month" if self.number == 1 else "year"

    @property
    def code(self) -> str:
        return f"{self.noun}-{self.first_day:%Y-%m}"

    @property
    def label(self) -> str:
        first, last = f"{self.first_day:%B %Y}", f"{self.last_day:%B %Y}"
        return first if self.number == 1 else f"{first} to {last}"

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def _shifted(self, number: int) -> "Months":
        months = self.first_day.year * 12 + self.first_day.month - 1 + number
        return Months(date(months // 12, months % 12 + 1, 1), self.number)

    def next(self) -> "Months":
        return self._shifted(self.number)

    def previous(self) -> "Months":
        return self._shifted(-self.number)

    def is_over(self, today: date) -> bool:
        return today > self.last_day

    def holds(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


Period = Quarter | Months


def last_months(today: date, number: int) -> list[Months]:
    """The running month and those before it, newest first."""
    months = [Months(today.replace(day=1), 1)]
    while len(months) < number:
        months.append(months[-1].previous())
    return months


def last_years(today: date, number: int, starts_in: int = APRIL) -> list[Months]:
    """The running year and those before it, newest first."""
    years = [Months.year_of(today, starts_in)]
    while len(years) < number:
        years.append(years[-1].previous())
    return years


def last_quarters(today: date, number: int) -> list[Quarter]:
    """The running quarter and those before it, newest first."""
    quarters = [Quarter.of(today)]
    while len(quarters) < number:
        quarters.append(quarters[-1].previous())
    return quarters


def year_before(period: Period) -> list[date]:
    """The first days of the twelve months that end with `period`."""
    last = period.last_day.year * 12 + period.last_day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - 11, last + 1)]


def bounds(period: Period) -> tuple[datetime, datetime]:
    """Midnight in London at its start, and at the start of what follows it."""
    return start_of(period.first_day), start_of(period.next().first_day)


def within(field: str, start: datetime, end: datetime) -> Q:
    """From `start` on, and before `end`."""
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})


def start_of(day: date) -> datetime:
    """Midnight in London at the start of `day`."""
    return datetime.combine(day, time.min, tzinfo=LONDON)
