"""When a pack is asked for, when it goes, and which time it is about."""

from datetime import date, timedelta

from camk.hours import working_day_before
from insights.figures.periods import Quarter

ASK_BEFORE = 8  # working days before the board: staff are asked for their comments
SEND_BEFORE = 3  # working days before the board: the pack is made and goes
LOOK_BACK = timedelta(days=42)


def _working_days_before(day: date, number: int) -> date:
    for _ in range(number):
        day = working_day_before(day)
    return day


def asks_on(board: date) -> date:
    return _working_days_before(board, ASK_BEFORE)


def sends_on(board: date) -> date:
    return _working_days_before(board, SEND_BEFORE)


def quarter_for(board: date) -> Quarter:
    """The quarter that ran six weeks before the board: in the first weeks of a new one there is little to read."""
    return Quarter.of(board - LOOK_BACK)
