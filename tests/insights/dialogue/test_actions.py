"""Conversation notes: who may write them where and when, and areas given and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue import actions
from insights.dialogue.models import AreaAssignment, Dialogue, open_since
from tests.factories.dialogue import make_assignment, make_note

pytestmark = pytest.mark.django_db

NOTE = {
    "setting": "street",
    "kind": "idea",
    "words": " A bench by the pond. ",
    "present": 3,
    "led_by": "residents",
    "may_quote": True,
}


@pytest.fixture
def area(mobiliser):
    return make_assignment(user=mobiliser).place


@pytest.fixture
def elsewhere():
    return Place.objects.parishes().last()


def note(**changes):
    return actions.note_dialogue(**NOTE | {"held_on": timezone.localdate(), "themes": []} | changes)


def test_a_mobiliser_notes_what_was_said(mobiliser, area):
    theme = Theme.objects.first()
    made = note(area=area, themes=[theme], by=mobiliser)
    assert made.words == "A bench by the pond." and made.by == mobiliser and made.present == 3
    assert list(made.themes.all()) == [theme]
    event = AuditEvent.objects.get(verb="dialogue.noted")
    assert event.data == {"area": area.pk, "kind": "idea", "words_length": 20}


def test_only_in_ones_own_area_not_in_the_future_and_not_empty(mobiliser, area, elsewhere, staff):
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=elsewhere, by=mobiliser)
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=area, by=staff)
    with pytest.raises(RuleBroken, match="still to come"):
        note(area=area, held_on=timezone.localdate() + timedelta(days=1), by=mobiliser)
    with pytest.raises(RuleBroken, match="what was said"):
        note(area=area, words="  ", by=mobiliser)
    assert not Dialogue.objects.exists()


def change(row, **changes):
    values = NOTE | {"area": row.area, "held_on": row.held_on, "themes": []}
    actions.change_note(note=row, **values | changes)


def test_ones_own_note_is_mended_while_its_month_is_open(mobiliser, area):
    row = make_note(area=area, by=mobiliser)
    change(row, words="Two benches.", by=mobiliser)
    row.refresh_from_db()
    assert row.words == "Two benches."


def test_a_note_of_a_closed_month_or_of_somebody_else_stays(mobiliser, area, staff):
    old = make_note(area=area, by=mobiliser, held_on=open_since(timezone.localdate()) - timedelta(days=1))
    with pytest.raises(RuleBroken, match="closed"):
        change(old, by=mobiliser)
    mine = make_note(area=area, by=mobiliser)
    with pytest.raises(RuleBroken, match="closed"):
        change(mine, held_on=old.held_on, by=mobiliser)
    theirs = make_note(area=area, by=staff)
    with pytest.raises(RuleBroken, match="Only the person"):
        change(theirs, by=mobiliser)


def test_a_month_stays_open_for_a_week():
    assert open_since(date(2026, 3, 7)) == date(2026, 2, 1)
    assert open_since(date(2026, 3, 8)) == date(2026, 3, 1)
    assert open_since(date(2026, 1, 2)) == date(2025, 12, 1)


def test_notes_are_visible_by_the_assignments_of_today(mobiliser, staff, supporter, visitor, area, elsewhere):
    here, there = make_note(area=area), make_note(area=elsewhere)
    assert set(Dialogue.objects.visible_to(mobiliser)) == {here}
    assert set(Dialogue.objects.visible_to(staff)) == {here, there}
    assert not Dialogue.objects.visible_to(supporter).exists()
    assert not Dialogue.objects.visible_to(visitor).exists()
    make_assignment(user=mobiliser, place=elsewhere, starts_on=timezone.localdate() + timedelta(days=1))
    assert set(Dialogue.objects.visible_to(mobiliser)) == {here}


def test_an_ended_assignment_ends_access_at_once(mobiliser, area, staff):
    make_note(area=area, by=mobiliser)
    assignment = AreaAssignment.objects.get()
    actions.end_assignment(assignment=assignment, ends_on=timezone.localdate(), by=staff)
    assert not Dialogue.objects.visible_to(mobiliser).exists()
    assert not Dialogue.objects.editable_by(mobiliser).exists()
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=area, by=mobiliser)
    with pytest.raises(RuleBroken, match="already ended"):
        actions.end_assignment(assignment=assignment, ends_on=timezone.localdate(), by=staff)


def test_an_assignment_cannot_end_before_it_began(mobiliser, area, staff):
    assignment = AreaAssignment.objects.get()
    with pytest.raises(RuleBroken, match="before it began"):
        actions.end_assignment(assignment=assignment, ends_on=assignment.starts_on - timedelta(days=1), by=staff)


def test_an_area_is_given_to_a_mobiliser_once(mobiliser, supporter, staff, elsewhere):
    today = timezone.localdate()
    made = actions.assign_area(user=mobiliser, place=elsewhere, starts_on=today, by=staff)
    assert list(AreaAssignment.objects.current()) == [made]
    with pytest.raises(RuleBroken, match="already work"):
        actions.assign_area(user=mobiliser, place=elsewhere, starts_on=today, by=staff)
    with pytest.raises(RuleBroken, match="not a community mobiliser"):
        actions.assign_area(user=supporter, place=elsewhere, starts_on=today, by=staff)
