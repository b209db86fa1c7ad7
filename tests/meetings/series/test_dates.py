"""The days of a series and their wall times, also over the nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camk.hours import LONDON, wall
from meetings.series.actions import days_until
from meetings.series.dates import days_of, in_words, on_day, week_of

HOUR = timedelta(hours=1)


def first(number, start, every):
    return list(islice(days_of(start, every), number))


def test_every_week_and_every_second_week():
    start = date(2027, 3, 16)
    assert first(3, start, "week") == [date(2027, 3, 16), date(2027, 3, 23), date(2027, 3, 30)]
    assert first(3, start, "fortnight") == [date(2027, 3, 16), date(2027, 3, 30), date(2027, 4, 13)]


def test_the_second_tuesday_of_each_month_and_over_the_year():
    days = first(4, date(2026, 11, 10), "month")
    assert days == [date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]


def test_a_fifth_weekday_is_taken_to_be_the_last():
    days = first(4, date(2027, 1, 29), "month")  # the fifth Friday
    assert days == [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26), date(2027, 4, 30)]


@pytest.mark.parametrize(
    ("day", "every", "words"),
    [
        (date(2027, 3, 16), "week", "Every Tuesday"),
        (date(2027, 3, 16), "fortnight", "Every second week on Tuesday"),
        (date(2027, 3, 16), "month", "On the third Tuesday of each month"),
        (date(2027, 1, 29), "month", "On the last Friday of each month"),
    ],
)
def test_the_rhythm_in_words(day, every, words):
    assert in_words(day, every) == words


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2027, 10, 31)])
def test_ten_in_the_morning_stays_ten_when_the_clocks_change(change):
    start = wall(change - timedelta(days=7), time(10))
    begins, ends = on_day(start, start + 2 * HOUR, change, LONDON)
    assert begins.astimezone(LONDON).time() == time(10)
    assert ends - begins == 2 * HOUR
    assert begins - start in (timedelta(days=7) - HOUR, timedelta(days=7) + HOUR)


def test_a_time_the_clocks_skip_is_an_hour_later_and_one_that_comes_twice_is_the_first():
    start = wall(date(2027, 3, 21), time(1, 30))
    begins, ends = on_day(start, start + HOUR, date(2027, 3, 28), LONDON)
    assert begins == datetime(2027, 3, 28, 1, 30, tzinfo=UTC) and ends > begins  # 2:30am on the clock
    begins, _ = on_day(start, start + HOUR, date(2027, 10, 31), LONDON)
    assert begins == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)  # still summer time


def test_bank_holidays_are_left_out_by_name_or_kept(db):
    start, end = date(2027, 3, 22), date(2027, 4, 12)  # Mondays; Easter Monday is 29 March
    days = days_until(start, "week", end, skip_holidays=True, after=start)
    assert days.kept == [date(2027, 4, 5), date(2027, 4, 12)]
    assert days.left_out == [(date(2027, 3, 29), "Easter Monday")]
    assert len(days_until(start, "week", end, skip_holidays=False, after=start).kept) == 3


def test_past_the_list_of_bank_holidays_nothing_fails(db):
    days = days_until(date(2027, 12, 20), "week", date(2028, 1, 31), skip_holidays=True, after=date(2027, 12, 20))
    assert date(2027, 12, 27) not in days.kept and date(2028, 1, 3) in days.kept


@settings(max_examples=25, deadline=None)
@given(
    start=st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    every=st.sampled_from(["week", "fortnight", "month"]),
    clock=st.times(min_value=time(3), max_value=time(21)).map(lambda t: t.replace(second=0, microsecond=0, fold=0)),
    minutes=st.integers(15, 150),
    zone=st.sampled_from(["Europe/London", "Europe/Dublin", "UTC"]),
)
def test_whatever_the_series_days_rise_keep_their_weekday_and_times_their_wall_time(
    start, every, clock, minutes, zone
):
    zone = ZoneInfo(zone)
    days = first(30, start, every)
    assert days[0] == start and days == sorted(set(days))
    assert {day.weekday() for day in days} == {start.weekday()}
    if every == "month":
        months = [day.year * 12 + day.month for day in days]
        assert months == list(range(months[0], months[0] + 30))
        assert all(week_of(day) == week_of(start) or week_of(start) == 5 <= week_of(day) + 1 for day in days)
    else:
        step = {"week": 7, "fortnight": 14}[every]
        assert {(later - day).days for day, later in zip(days, days[1:], strict=False)} == {step}
    begins = wall(start, clock, zone)
    ends = begins + timedelta(minutes=minutes)
    for day in days:
        on, off = on_day(begins, ends, day, zone)
        assert on.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, clock)
        assert off.astimezone(zone).time() == ends.astimezone(zone).time() and off > on
