"""When reminders are due: days before by the local date, clock changes, bank holidays, quiet hours."""

import logging
from datetime import UTC, datetime, time, timedelta

import pytest

from camk import hours
from meetings.meetings.models import Meeting
from meetings.reminders.due import due_at, is_too_late, must_wait, out_of_quiet_hours
from meetings.reminders.models import ReminderRule


def london(*parts):
    """A London wall time, in UTC."""
    return datetime(*parts, tzinfo=hours.LONDON).astimezone(UTC)


def due(start, **rule):
    return due_at(Meeting(starts_at=start, ends_at=start + timedelta(hours=1)), ReminderRule(**rule))


def test_days_before_at_the_wall_time_of_the_meeting(db):
    assert due(london(2026, 11, 17, 12, 30), days_before=7) == london(2026, 11, 10, 12, 30)
    assert due(london(2026, 11, 17, 12, 30), days_before=1) == london(2026, 11, 16, 12, 30)


def test_minutes_before():
    assert due(london(2026, 11, 17, 12, 30), minutes_before=60) == london(2026, 11, 17, 11, 30)


@pytest.mark.parametrize("start", [(2026, 3, 30, 10), (2026, 10, 26, 10), (2027, 3, 29, 10), (2027, 11, 1, 10)])
def test_a_10_oclock_reminder_stays_at_10_over_the_clock_change(start):
    at = due(london(*start), days_before=1)
    assert at.astimezone(hours.LONDON).time() == time(10)


def test_weekly_meetings_across_both_changes_of_2027_keep_their_hour(db):
    for monday in (
        london(2027, 3, 22, 10),
        london(2027, 4, 5, 10),
        london(2027, 10, 25, 10),
        london(2027, 11, 1, 10),
    ):
        assert due(monday, days_before=7).astimezone(hours.LONDON).hour in (9, 10)


@pytest.mark.parametrize("day", [(2026, 3, 29), (2027, 3, 28)])
def test_a_wall_time_the_clocks_skip_is_an_hour_later(day):
    at = hours.wall(datetime(*day).date(), time(1, 30))
    assert at.astimezone(hours.LONDON).time() == time(2, 30)


@pytest.mark.parametrize("day", [(2026, 10, 25), (2027, 10, 31)])
def test_of_a_wall_time_that_comes_twice_the_first_is_meant(day):
    assert hours.wall(datetime(*day).date(), time(1, 30)) == datetime(*day, 0, 30, tzinfo=UTC)


def test_due_at_2_in_the_night_moves_to_8():
    assert due(london(2026, 11, 18, 2), days_before=1) == london(2026, 11, 17, 8)


def test_due_in_the_evening_goes_the_next_morning():
    assert due(london(2026, 11, 18, 20, 30), days_before=1) == london(2026, 11, 18, 8)


def test_8_oclock_that_is_not_30_minutes_before_the_start_becomes_7_the_evening_before():
    starts_at = london(2026, 11, 18, 8, 15)
    meeting = Meeting(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    from_night = london(2026, 11, 18, 6)
    rule = ReminderRule(days_before=1)
    assert due_at(meeting, rule) == london(2026, 11, 17, 8, 15)
    assert out_of_quiet_hours(from_night, starts_at) == london(2026, 11, 17, 19)
    assert out_of_quiet_hours(from_night, starts_at + timedelta(minutes=15)) == london(2026, 11, 18, 8)


def test_the_starting_soon_mail_knows_no_quiet_hours():
    assert due(london(2026, 11, 18, 8, 15), minutes_before=60) == london(2026, 11, 18, 7, 15)
    assert not must_wait(ReminderRule(minutes_before=60), london(2026, 11, 18, 7, 15))
    assert must_wait(ReminderRule(days_before=1), london(2026, 11, 18, 7, 15))


@pytest.mark.parametrize(("clock", "quiet"), [((19, 59), False), ((20, 0), True), ((7, 59), True), ((8, 0), False)])
def test_quiet_from_20_to_8(clock, quiet):
    assert hours.is_quiet(london(2026, 7, 1, *clock)) is quiet


def test_a_reminder_on_a_bank_holiday_goes_on_the_working_day_before_at_9(db):
    # Easter Monday 2027 is 29 March, Good Friday the 26th: the working day before is Thursday.
    assert due(london(2027, 4, 5, 14), days_before=7) == london(2027, 3, 25, 9)


def test_the_reminder_for_the_day_before_stays_on_a_bank_holiday():
    assert due(london(2026, 9, 1, 14), days_before=1) == london(2026, 8, 31, 14)


def test_christmas_and_its_weekend_are_stepped_over(db):
    assert hours.working_day_before(datetime(2026, 12, 29).date()) == datetime(2026, 12, 24).date()


def test_past_the_list_of_bank_holidays_it_warns_and_goes_on(caplog, db):
    with caplog.at_level(logging.WARNING):
        assert due(london(2028, 1, 10, 14), days_before=7) == london(2028, 1, 3, 14)
    assert "list of bank holidays ends" in caplog.text


def test_grace_is_6_hours_of_the_day_and_never_past_the_start():
    rule, at, start = ReminderRule(days_before=1), london(2026, 11, 17, 18), london(2026, 11, 20, 10)
    meeting = Meeting(starts_at=start)
    # Two hours on Tuesday evening and four on Wednesday morning.
    assert not is_too_late(at, meeting, rule, london(2026, 11, 18, 12))
    assert is_too_late(at, meeting, rule, london(2026, 11, 18, 12, 1))
    assert is_too_late(at, Meeting(starts_at=at), rule, at)


def test_open_time_over_a_clock_change_counts_wall_hours_of_the_day():
    assert hours.open_time(london(2026, 10, 24, 12), london(2026, 10, 26, 12)) == timedelta(hours=8 + 12 + 4)
