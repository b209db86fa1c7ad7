"""The month closes by itself: each area and month has exactly one report or nil return, whatever happens."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from camk.accounts import offices
from camk.outbox.models import OutboundMail
from groups.places.models import Place
from insights.dialogue import actions, tasks
from insights.dialogue.models import AreaAssignment, Dialogue, DialogueReport
from insights.dialogue.months import months_to_close
from tests.factories.camk import make_user
from tests.factories.dialogue import make_assignment, make_note
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def morning(day):
    """Ten past eight in London, the hour of the sweep."""
    return datetime.combine(day, time(8, 10), tzinfo=timezone.get_current_timezone())


def sweep(first, last, *, down=()):
    day = first
    while day <= last:
        if day not in down:
            tasks.run(morning(day))
        day += DAY


def months(**wanted):
    return {(r.area_id, r.month): r.state for r in DialogueReport.objects.filter(**wanted)}


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2027, 1, 31), date(2026, 12, 1)),  # the month is not over
        (date(2027, 2, 1), date(2027, 1, 1)),  # a Monday
        (date(2027, 5, 1), date(2027, 3, 1)),  # a Saturday
        (date(2027, 5, 3), date(2027, 3, 1)),  # a bank holiday
        (date(2027, 5, 4), date(2027, 4, 1)),
        (date(2027, 1, 1), date(2026, 11, 1)),  # New Year's Day
        (date(2027, 1, 4), date(2026, 12, 1)),
    ],
)
def test_a_month_is_due_from_the_first_working_day_after_it(today, last):
    due = months_to_close(today)
    assert due[-1] == last and due == sorted(due) and len(due) == 3


def test_a_month_with_notes_is_drafted_and_one_without_is_a_nil_return(mobiliser, staff):
    heard = make_assignment(user=mobiliser, starts_on=date(2027, 1, 10)).place
    silent = make_assignment(user=mobiliser, place=Place.objects.parishes().last(), starts_on=date(2027, 1, 31)).place
    note = make_note(area=heard, held_on=date(2027, 1, 12), consent="partners", present=7)
    sweep(date(2027, 1, 28), date(2027, 2, 3))
    assert months() == {(heard.pk, date(2027, 1, 1)): "draft", (silent.pk, date(2027, 1, 1)): "nil"}
    assert list(DialogueReport.objects.get(area=heard).quotes.all()) == [note]
    told = {(mail.kind, mail.address) for mail in OutboundMail.objects.filter(kind__startswith="insights/dialogue")}
    assert told == {
        ("insights/dialogue_drafted", mobiliser.email),
        ("insights/dialogue_nil", mobiliser.email),
        ("insights/dialogue_nil", staff.email),
    }


def test_a_worker_that_was_down_for_two_days_makes_up_for_it(mobiliser):
    make_assignment(user=mobiliser, starts_on=date(2027, 1, 1))
    sweep(date(2027, 2, 1), date(2027, 2, 2), down=(date(2027, 2, 1), date(2027, 2, 2)))
    assert not months()
    sweep(date(2027, 2, 3), date(2027, 2, 5))
    assert list(months().values()) == ["nil"]
    assert OutboundMail.objects.filter(kind="insights/dialogue_nil").count() == 1


def test_a_change_of_area_leaves_each_area_its_month(mobiliser):
    """Half the month here, half there: both areas have a report; whose office it is today writes it."""
    here = make_assignment(user=mobiliser, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 16)).place
    there = make_assignment(user=mobiliser, place=Place.objects.parishes().last(), starts_on=date(2027, 1, 16)).place
    never = Place.objects.parishes()[3]
    make_assignment(user=mobiliser, place=never, starts_on=date(2027, 1, 9), ends_on=date(2027, 1, 9))
    sweep(date(2027, 2, 1), date(2027, 3, 2))
    january, february = date(2027, 1, 1), date(2027, 2, 1)
    assert set(months()) == {(here.pk, january), (there.pk, january), (there.pk, february)}


@pytest.mark.parametrize("month", [date(2027, 3, 1), date(2027, 10, 1)])
def test_the_clocks_change_and_the_last_evening_belongs_to_its_month(mobiliser, month):
    """On the last day of March it is summer time, at the end of October winter time again."""
    place = make_assignment(user=mobiliser, starts_on=date(2027, 1, 1)).place
    last = (month + timedelta(days=31)).replace(day=1) - DAY
    make_note(area=place, held_on=last)
    make_note(area=place, held_on=last + DAY)
    late = datetime.combine(last, time(23, 30), tzinfo=UTC)  # in summer the next day has begun in London
    tasks.run(late)
    sweep(last, last + timedelta(days=6))
    report = DialogueReport.objects.get(month=month)
    assert report.state == "draft" and report.notes().get().held_on == last


def test_a_note_keyed_in_by_the_seventh_turns_a_nil_return_into_a_draft(mobiliser, monkeypatch):
    place = make_assignment(user=mobiliser, starts_on=date(2027, 1, 1)).place
    sweep(date(2027, 2, 1), date(2027, 2, 1))
    said = {"area": place, "setting": "street", "kind": "idea", "words": "A bench.", "present": 1}
    said |= {"led_by": "residents", "themes": [], "by": mobiliser}
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2027, 2, 7))
    assert not actions.note_dialogue(**said, held_on=date(2027, 1, 20)).is_addendum
    assert list(months().values()) == ["draft"]
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2027, 2, 8))
    assert actions.note_dialogue(**said, held_on=date(2027, 1, 21)).is_addendum
    assert DialogueReport.objects.get().notes().count() == 1


def test_a_draft_that_lost_its_notes_is_a_nil_return(mobiliser):
    place = make_assignment(user=mobiliser, starts_on=date(2027, 1, 1)).place
    note = make_note(area=place, held_on=date(2027, 1, 12))
    sweep(date(2027, 2, 1), date(2027, 2, 1))
    with fixture_writes():
        Dialogue.objects.filter(pk=note.pk).update(held_on=date(2027, 2, 1))
    sweep(date(2027, 2, 2), date(2027, 2, 2))
    assert months(month=date(2027, 1, 1)) == {(place.pk, date(2027, 1, 1)): "nil"}


def test_the_database_refuses_a_second_report_of_a_month(mobiliser):
    place = make_assignment(user=mobiliser).place
    with fixture_writes():
        DialogueReport.objects.create(area=place, month=date(2027, 1, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            DialogueReport.objects.create(area=place, month=date(2027, 1, 1), version=2)


YEAR = date(2026, 12, 1)
days = st.integers(0, 120).map(lambda n: YEAR + n * DAY)


class EveryAreaAndMonth(TestCase):
    """Whatever is assigned, noted and down, in whichever order: one row for each area and month, and no other."""

    @settings(max_examples=5, deadline=None, phases=[Phase.generate])
    @given(
        assigned=st.lists(st.tuples(st.integers(0, 2), days, st.none() | st.integers(0, 60)), min_size=1, max_size=5),
        noted=st.lists(st.tuples(st.integers(0, 2), days), max_size=6),
        down=st.sets(days, max_size=60),
    )
    def test_has_exactly_one_report_or_nil_return(self, assigned, noted, down):
        areas = list(Place.objects.parishes()[:3])
        user = make_user(office=offices.MOBILISER)
        for number, start, length in assigned:
            ends_on = None if length is None else start + length * DAY
            make_assignment(user=user, place=areas[number], starts_on=start, ends_on=ends_on)
        for number, day in noted:
            make_note(area=areas[number], held_on=day)
        end = date(2027, 4, 30)
        for day in (YEAR + n * DAY for n in range(25, 151)):
            if day not in down and (day.day < 12 or day.day % 7 == 0):
                tasks.run(morning(day))
        sweep(end, end)
        found = DialogueReport.objects.all()
        seen = [(report.area_id, report.month) for report in found]
        assert len(seen) == len(set(seen))
        assert set(seen) >= {
            pair for pair in due(areas) if pair[1] in (date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))
        }
        assert set(seen) <= due(areas)
        for report in found:
            assert report.state == ("draft" if report.notes().exists() else "nil")


def due(areas) -> set:
    """By hand, day for day: where somebody worked or something was noted."""
    found = set()
    for row in AreaAssignment.objects.all():
        day = row.starts_on
        while day < min(row.ends_on or date(2027, 4, 1), date(2027, 4, 1)):
            found.add((row.place_id, day.replace(day=1)))
            day += DAY
    for note in Dialogue.objects.all():
        found.add((note.area_id, note.held_on.replace(day=1)))
    return {pair for pair in found if pair[1] < date(2027, 4, 1)}


def test_a_month_that_is_missing_is_seen(mobiliser, monkeypatch):
    """The guard itself: with a sweep that forgets areas somebody left, the count by hand is not met."""
    place = make_assignment(user=mobiliser, starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 20)).place
    current = Place.objects.filter(area_assignments__in=AreaAssignment.objects.on(date(2027, 2, 1)))
    monkeypatch.setattr(tasks, "areas_to_close", lambda month, today: current)
    sweep(date(2027, 2, 1), date(2027, 2, 3))
    with pytest.raises(ObjectDoesNotExist):
        DialogueReport.objects.get(area=place)
    assert (place.pk, date(2027, 1, 1)) in due([place])
