"""The hours in which mail may arrive: quiet hours, waking hours, working days; all by the London clock."""

import logging
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from camk.details import site_details

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(20)  # quiet from 20:00 to 08:00 (decisions, point 20)
WAKING_ENDS = time(21)  # an offer of a place does not run from 21:00 to 08:00
DAY = timedelta(days=1)

log = logging.getLogger(__name__)


def wall(day: date, clock: time, zone: ZoneInfo = LONDON) -> datetime:
    """That time of that day, in UTC. A time the clocks skip is an hour later; of one that comes twice, the first."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def is_quiet(moment: datetime) -> bool:
    """True from 20:00 to 08:00 in London."""
    clock = moment.astimezone(LONDON).time()
    return clock >= CLOSES or clock < OPENS


def next_open(moment: datetime) -> datetime:
    """`moment` itself when mail may arrive then, otherwise the next 08:00."""
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(LONDON)
    day = local.date() + DAY if local.time() >= CLOSES else local.date()
    return wall(day, OPENS)


def open_time(start: datetime, end: datetime) -> timedelta:
    """How much of the time from `start` to `end` lies outside the quiet hours."""
    total, day = timedelta(), start.astimezone(LONDON).date()
    while day <= end.astimezone(LONDON).date():
        first, last = max(start, wall(day, OPENS)), min(end, wall(day, CLOSES))
        total += max(last - first, timedelta())
        day += DAY
    return total


def add_waking(moment: datetime, span: timedelta) -> datetime:
    """`span` after `moment`, the hours from 21:00 to 08:00 not counted."""
    while True:
        day = moment.astimezone(LONDON).date()
        begin, end = max(moment, wall(day, OPENS)), wall(day, WAKING_ENDS)
        left = end - begin
        if left > timedelta() and span <= left:
            return begin + span
        span -= max(left, timedelta())
        moment = wall(day + DAY, OPENS)


def is_bank_holiday(day: date) -> bool:
    """True on the days of our list; past its last year it warns in the log, for the list needs new years."""
    details = site_details()
    if day.year > details.last_day_known.year:
        log.warning("The list of bank holidays ends on %s; %s was not checked.", details.last_day_known, day)
    return day.isoformat() in details.days_off


def working_day_before(day: date) -> date:
    """The nearest day before `day` that is neither weekend nor bank holiday."""
    day -= DAY
    while day.weekday() >= 5 or is_bank_holiday(day):
        day -= DAY
    return day


def is_working_day(day: date, off: dict[str, str] | None = None) -> bool:
    """Neither weekend nor a day `off`: of the bank holidays and the charity's own days, unless others are named."""
    off = site_details().days_off if off is None else off
    return day.weekday() < 5 and day.isoformat() not in off


def working_days(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; Friday to Monday is one.

    Counted by weeks, not by days: staff lists tell it of each row, and some have waited for years.
    """
    if end <= start:
        return 0
    weeks, days = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum((start.weekday() + n) % 7 < 5 for n in range(1, days + 1))
    off = site_details().weekdays_off
    return weekdays - (bisect_right(off, end) - bisect_right(off, start))


def working_day_after(day: date, number: int, off: dict[str, str] | None = None) -> date:
    """The working day that lies so many working days after `day`: three after a Thursday is the Tuesday."""
    while number:
        day += DAY
        number -= is_working_day(day, off)
    return day


def working_days_before(moment: datetime, number: int) -> datetime:
    """The same time of day, so many working days before `moment`: what is older has waited that long."""
    day = moment.astimezone(LONDON).date()
    for _ in range(number):
        day = working_day_before(day)
    return wall(day, moment.astimezone(LONDON).time())
