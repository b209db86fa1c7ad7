"""The days of a series, and their times: local days and wall times first, so that 10am stays 10am when clocks change.

Pure functions.
"""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from camk.hours import wall

ORDINALS = ("first", "second", "third", "fourth")
FIFTH_WEEK = 5


DAYS = {"week": 7, "fortnight": 14}  # everything else comes by the month


def days_of(first: date, every: str) -> Iterator[date]:
    """The days of a series without end, the first one included.

    By the month it is the same weekday of the month (the second Tuesday); a fifth one is taken to be the last.
    """
    if every in DAYS:
        day = first
        while True:
            yield day
            day += timedelta(days=DAYS[every])
    nth = week_of(first)
    year, month = first.year, first.month
    while True:
        yield weekday_of_month(year, month, first.weekday(), nth)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def week_of(day: date) -> int:
    """1 for the first of its weekday in the month, up to 5, which stands for the last."""
    return (day.day - 1) // 7 + 1


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month; the fifth is the last, be it the fourth."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (min(nth, FIFTH_WEEK) - 1))
    return day if day.month == month else day - timedelta(days=7)


def in_words(first: date, every: str) -> str:
    """ "Every Tuesday", "Every second week on Tuesday", "On the second Tuesday of each month"."""
    weekday = calendar.day_name[first.weekday()]
    if every == "week":
        return f"Every {weekday}"
    if every == "fortnight":
        return f"Every second week on {weekday}"
    nth = week_of(first)
    return f"On the {ORDINALS[nth - 1] if nth < FIFTH_WEEK else 'last'} {weekday} of each month"


def on_day(starts_at: datetime, ends_at: datetime, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of that wall time on another day."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    last = day + (end.date() - start.date())
    begins = wall(day, start.time(), zone)
    # In the night the clocks go forward the wall times of start and end can fall together.
    return begins, max(wall(last, end.time(), zone), begins + timedelta(minutes=5))
