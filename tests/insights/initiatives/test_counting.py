"""Targets equal a recount from the records, over year boundaries, with target 0 and results logged late."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from groups.themes.models import Theme
from insights.initiatives import actions
from insights.initiatives.counting import actuals, board, heard, people_at
from insights.initiatives.measures import ATTENDANCES, Measure
from insights.initiatives.pace import pace_of
from meetings.day.figures import attendance_of
from meetings.day.models import Arrival
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.initiatives import make_conversation, make_counted, make_initiative, make_training
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST, LAST = date(2025, 9, 1), date(2026, 8, 31)


def pace(measure, target, actual, today):
    return pace_of(measure, target=target, actual=actual, first=FIRST, last=LAST, today=today)


@pytest.mark.parametrize(
    ("measure", "target", "actual", "today", "expected", "forecast", "words"),
    [
        ("talks", 100, 20, date(2025, 8, 31), 0, None, "20 so far, of 100 by the end of the year. On the way."),
        ("talks", 100, 0, date(2025, 8, 31), 0, None, "Not begun yet; 100 are planned."),
        ("talks", 365, 10, date(2025, 9, 10), 10, None, "10 so far, of 365 by the end of the year. On the way."),
        ("talks", 365, 40, date(2025, 12, 9), 100, 146, "40 so far; by today it should be 100: 60 fewer."),
        ("talks", 100, 97, LAST, 100, 97, "97 so far; by today it should be 100: 3 fewer."),
        ("talks", 100, 97, LAST + DAY, 100, 97, "97 of 100: 3 fewer than planned."),
        ("talks", 100, 130, LAST + DAY, 100, 130, "130 of 100: As planned, or better."),
        ("talks", 0, 0, LAST + DAY, 0, 0, "Nothing was planned."),
        ("talks", 0, 4, date(2025, 12, 9), 0, 15, "Nothing was planned; it came to 4."),
        # The real one: 23 leaders at the delegates assembly of March 2022, against a target of 60.
        ("delegates", 60, 23, date(2026, 4, 1), 60, 23, "23 so far; by today it should be 60: 37 fewer."),
        ("delegates", 60, 23, LAST + DAY, 60, 23, "23 of 60: 37 fewer than planned."),
        ("delegates", 60, 0, date(2026, 3, 31), 0, None, "0 so far, of 60 by the end of the year. On the way."),
        ("workshop", 20, 0, date(2025, 12, 1), 20, None, "0 so far; by today it should be 20: 20 fewer."),
        ("account", 80, 0, date(2026, 7, 1), 80, None, "0 so far; by today it should be 80: 80 fewer."),
    ],
)
def test_expected_forecast_and_shortfall(measure, target, actual, today, expected, forecast, words):
    found = pace(measure, target, actual, today)
    assert (found.expected, found.forecast, found.words) == (expected, forecast, words)


@pytest.mark.parametrize("starts_on", [date(2025, 9, 1), date(2025, 4, 1), date(2024, 2, 29)])
def test_the_own_years_follow_each_other_day_by_day(starts_on):
    years = make_initiative(starts_on=starts_on).own_years()
    assert years[0].first == starts_on and len(years) == 3
    assert all(after.first == before.last + DAY for before, after in zip(years, years[1:], strict=False))


@pytest.mark.parametrize("starts_on", [date(2025, 9, 1), date(2025, 4, 1)])
def test_the_last_and_the_first_day_of_a_year(starts_on):
    """31 August and 1 September, 31 March and 1 April; what lies outside all years counts nowhere."""
    initiative = make_initiative(starts_on=starts_on)
    second = initiative.own_years()[1].first
    for day in (starts_on - DAY, starts_on, second - DAY, second, initiative.own_years()[2].last + DAY):
        make_conversation(initiative=initiative, held_on=day)
    assert actuals(initiative) == {("talks", 1): 2, ("talks", 2): 1}


def test_a_result_logged_late_counts_for_the_year_of_its_day(staff):
    initiative = make_initiative(starts_on=timezone.localdate() - timedelta(days=400))
    long_ago = timezone.localdate() - timedelta(days=390)
    actions.log_conversation(initiative=initiative, held_on=long_ago, about="idea", by=staff)
    actions.log_training(initiative=initiative, level="six_day", ended_on=long_ago, people=2, by=staff)
    assert actuals(initiative) == {("talks", 1): 1, ("six_day", 1): 2}


def meeting_on(day, hour=18, **people):
    start = timezone.make_aware(datetime(day.year, day.month, day.day, hour))
    meeting = make_meeting(starts_at=start, ends_at=start + timedelta(hours=2))
    for party in people.get("parties", ()):
        rsvp = make_rsvp(meeting=meeting, user=make_user(), party_size=party, attendance=Rsvp.Attendance.ATTENDED)
        if party > 2:
            with fixture_writes():
                Arrival.objects.create(meeting=meeting, rsvp=rsvp, people=party - 1, how="list")
    with fixture_writes():
        for number, walked_in in enumerate(people.get("walk_ins", ())):
            Arrival.objects.create(meeting=meeting, name=f"Somebody {number}", people=walked_in, how="walk_in")
    make_rsvp(meeting=meeting, user=make_user())  # said yes, nobody marked that they came
    return meeting


def test_who_came_is_counted_as_the_meeting_itself_counts_it():
    meeting = meeting_on(date(2026, 3, 20), parties=[1, 4], walk_ins=[2, 3])
    assert people_at([meeting.pk])[meeting.pk] == attendance_of(meeting).people == 9


def test_attendances_of_a_year_are_never_added_up():
    initiative = make_initiative()
    for day, walk_ins in ((date(2025, 10, 1), [12]), (date(2025, 11, 1), [20]), (date(2026, 10, 1), [7])):
        make_counted(initiative=initiative, meeting=meeting_on(day, walk_ins=walk_ins), measure="workshop")
        make_counted(initiative=initiative, meeting=meeting_on(day, walk_ins=walk_ins), measure="one_day")
    done = actuals(initiative)
    assert (done["workshop", 1], done["workshop", 2]) == (20, 7)  # the best attended one
    assert (done["one_day", 1], done["one_day", 2]) == (32, 7)  # places taken are added up
    rows = {row.measure: row for _, stage in board(initiative, date(2026, 12, 1)) for row in stage}
    assert rows[Measure.WORKSHOP].total is None and rows[Measure.ONE_DAY].total == (39, 0)


def test_a_meeting_late_on_the_last_evening_belongs_to_that_year():
    """Half past eleven on 31 August in London is the next day nowhere that counts."""
    initiative = make_initiative()
    make_counted(initiative=initiative, meeting=meeting_on(LAST, hour=23, walk_ins=[5]), measure="account")
    assert actuals(initiative) == {("account", 1): 5}


def test_themes_of_fewer_than_five_conversations_are_not_shown():
    initiative = make_initiative()
    many, few = Theme.objects.all()[:2]
    for _ in range(5):
        make_conversation(initiative=initiative, themes=[many])
    for _ in range(4):
        make_conversation(initiative=initiative, themes=[few])
    assert heard(initiative) == [(many.label, 5)]


# The last and the first days of years from September to August, and from April to March.
begins = [date(year, month, 1) for year in (2025, 2026, 2028) for month in (4, 9)]
near = st.sampled_from([day for first in begins for day in (first - DAY, first)])
days = near | st.integers(0, 1350).map(lambda n: date(2025, 3, 1) + n * DAY)
levels = st.sampled_from(["one_day", "three_day", "six_day"])


class Recount(TestCase):
    """Whatever is logged, in whichever order, each measure and year is what a recount by hand gives."""

    @settings(max_examples=15, deadline=None, phases=[Phase.generate])
    @given(
        first=st.sampled_from([FIRST, date(2025, 4, 1)]),
        talks=st.lists(days, max_size=12),
        trainings=st.lists(st.tuples(levels, days, st.integers(1, 9)), max_size=6),
        meetings=st.lists(st.tuples(st.sampled_from(ATTENDANCES), days, st.integers(1, 20)), max_size=4),
        targets=st.dictionaries(
            st.tuples(st.sampled_from(list(Measure)), st.integers(1, 3)), st.just(0) | st.integers(0, 200)
        ),
        today=days,
    )
    def test_equals_the_targets_page(self, first, talks, trainings, meetings, targets, today):
        initiative = make_initiative(starts_on=first)
        for day in talks:
            make_conversation(initiative=initiative, held_on=day)
        for level, day, people in trainings:
            make_training(initiative=initiative, level=level, ended_on=day, people=people)
        for measure, day, people in meetings:
            make_counted(initiative=initiative, meeting=meeting_on(day, walk_ins=[people]), measure=measure)
        actions.set_targets(initiative=initiative, numbers=targets, by=make_user(is_superuser=True, is_staff=True))
        for _, rows in board(initiative, today):
            for row in rows:
                for cell in row.cells:
                    begin = first.replace(year=2024 + cell.year.number)
                    end = begin.replace(year=begin.year + 1) - DAY
                    there = [n for m, day, n in meetings if m == row.measure and begin <= day <= end]
                    by_hand = (
                        sum(begin <= day <= end for day in talks if row.measure == "talks")
                        + sum(n for level, day, n in trainings if level == row.measure and begin <= day <= end)
                        + max(there, default=0)
                    )
                    planned = targets.get((row.measure, cell.year.number), 0)
                    assert (cell.pace.actual, cell.pace.target) == (by_hand, planned)
                    assert 0 <= cell.pace.expected <= planned
                    assert cell.pace.short <= planned and (today <= end or cell.pace.expected == planned)
