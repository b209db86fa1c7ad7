"""When a reminder is due: local dates and wall times first, then bank holidays, then quiet hours. Pure functions.

A reminder that falls on a bank holiday goes at 9am on the working day before, but the one for the day before the
meeting stays: moved, it would come too early to be of use. One that falls into the quiet hours (20:00-08:00) goes
at the next 08:00 or, when that is not 30 minutes before the start, at 19:00 the evening before. The "starting
soon" mail knows neither (decisions, point 20; domain C9). What comes after the meeting comes at 10am of
a working day.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from camk.hours import (
    DAY,
    LONDON,
    is_bank_holiday,
    is_quiet,
    is_working_day,
    next_open,
    open_time,
    wall,
    working_day_before,
)
from meetings.meetings.models import Meeting
from meetings.reminders.models import ReminderRule

EVENING, MORNING, AFTERWARDS = time(19), time(9), time(10)
LEAST_NOTICE = timedelta(minutes=30)
GRACE = timedelta(hours=6)
AFTER_GRACE = timedelta(days=7)  # so long a thank-you waits for somebody to mark who came


def due_at(meeting: Meeting, rule: ReminderRule) -> datetime | None:
    """The moment (UTC) this rule's reminder of this meeting is to go; None while there is nothing to tell."""
    if rule.is_after:
        return _after(meeting, rule)
    if rule.is_starting_soon:
        return meeting.starts_at - timedelta(minutes=rule.minutes_before)
    zone = ZoneInfo(meeting.tz)
    start = meeting.starts_at.astimezone(zone)
    due = wall(start.date() - rule.days_before * DAY, start.time(), zone)
    day = due.astimezone(LONDON).date()
    if rule.days_before > 1 and is_bank_holiday(day):
        return wall(working_day_before(day), MORNING)
    return out_of_quiet_hours(due, meeting.starts_at)


def _after(meeting: Meeting, rule: ReminderRule) -> datetime | None:
    """At 10am so many days after, the next working day if need be; what came of it once it is written."""
    day = meeting.ends_at.astimezone(LONDON).date() + rule.days_after * DAY
    while not is_working_day(day):
        day += DAY
    at = wall(day, AFTERWARDS)
    if rule.audience != ReminderRule.Audience.ANSWERED:
        return at
    written = meeting.notes_published_at
    return max(at, next_open(written)) if written else None


def out_of_quiet_hours(due: datetime, starts_at: datetime) -> datetime:
    """`due` itself in the day; otherwise the next 08:00, or 19:00 before when that is too near to the start."""
    if not is_quiet(due):
        return due
    opens = next_open(due)
    if opens <= starts_at - LEAST_NOTICE:
        return opens
    return wall(opens.astimezone(LONDON).date() - DAY, EVENING)


def is_too_late(due: datetime, meeting: Meeting, rule: ReminderRule, now: datetime) -> bool:
    """Past the start, or more than six hours of the day after it was due: it is written down as missed."""
    if rule.is_after:
        return now - due > AFTER_GRACE
    return meeting.starts_at <= now or open_time(due, now) > GRACE


def must_wait(rule: ReminderRule, now: datetime) -> bool:
    """In the quiet hours only the "starting soon" mail goes."""
    return is_quiet(now) and not rule.is_starting_soon
