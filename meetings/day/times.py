"""Times of the day: when the list opens, the code counts and the joining button works; what is on now."""

from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from django.utils import timezone

from meetings.meetings.models import Meeting
from meetings.meetings.parts import AgendaPart

JOIN_FROM = timedelta(minutes=30)  # the joining button works so long before the start
CODE_FROM = timedelta(hours=1)
LATE_FROM = timedelta(hours=3)  # "running late" is offered so long before


class Timed(NamedTuple):
    """One part of the agenda, and whether it is the one that runs now."""

    part: AgendaPart
    is_now: bool


def on_the_day(meeting: Meeting, now: datetime | None = None) -> bool:
    """It goes ahead, and today is its day (or one of its days), in London time."""
    return meeting.state == Meeting.State.PUBLISHED and _days(meeting, now) == 0


def has_begun_its_day(meeting: Meeting, now: datetime | None = None) -> bool:
    """Its day is today or was before: who came can be marked."""
    return meeting.state == Meeting.State.PUBLISHED and _days(meeting, now) >= 0


def _days(meeting: Meeting, now: datetime | None) -> int:
    """-1 before its day, 0 on it, 1 after."""
    today = timezone.localdate(now)
    if today < timezone.localdate(meeting.starts_at):
        return -1
    return 0 if today <= timezone.localdate(meeting.ends_at) else 1


def is_between(meeting: Meeting, before: timedelta, now: datetime | None = None) -> bool:
    """From so long before the start until the end, while it goes ahead."""
    now = now or timezone.now()
    return meeting.state == Meeting.State.PUBLISHED and meeting.starts_at - before <= now <= meeting.ends_at


def timed(meeting: Meeting, agenda: tuple[AgendaPart, ...], now: datetime | None = None) -> list[Timed]:
    """The agenda with what is on now, as far as its parts say how long they take."""
    now = now or timezone.now()
    runs = meeting.state == Meeting.State.PUBLISHED
    rows = []
    for part, after in zip_longest(agenda, agenda[1:]):
        following = after and after.starts_at
        last = (
            part.starts_at + timedelta(minutes=part.minutes) if part.starts_at and part.minutes else meeting.ends_at
        )
        is_now = part.starts_at is not None and part.starts_at <= now < (following or last)
        rows.append(Timed(part, runs and is_now))
    return rows
