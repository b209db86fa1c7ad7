"""When each part of an agenda begins, worked out from the minutes of those before it."""

from collections.abc import Iterable
from datetime import datetime, timedelta


def starts(begin: datetime, minutes: Iterable[int | None]) -> list[datetime | None]:
    """The start of each part; None from the first one on whose forerunner has no minutes."""
    found: list[datetime | None] = []
    at: datetime | None = begin
    for length in minutes:
        found.append(at)
        at = at + timedelta(minutes=length) if at is not None and length else None
    return found
