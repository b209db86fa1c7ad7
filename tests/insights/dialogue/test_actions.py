"""Conversation notes: who may write them where and when, and areas given and ended."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue import actions
from insights.dialogue.models import AreaAssignment, Dialogue, open_since
from insights.safeguarding.actions.sealing import seal_issue
from insights.safeguarding.vault import unshut
from tests.factories.dialogue import make_assignment, make_note
from tests.factories.issues import make_issue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db

NOTE = {
    "setting": "street",
    "kind": "idea",
    "words": " A bench by the pond. ",
    "present": 3,
    "led_by": "residents",
    "consent": "partners",
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
    assert event.data == {"area": area.pk, "kind": "idea", "words_length": 20, "addendum": False}


def test_only_in_ones_own_area_not_in_the_future_and_not_empty(mobiliser, area, elsewhere, staff):
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=elsewhere, by=mobiliser)
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=elsewhere, by=staff)
    with pytest.raises(RuleBroken, match="Nobody worked in"):
        note(area=area, held_on=timezone.localdate() - timedelta(days=31), by=mobiliser)
    with pytest.raises(RuleBroken, match="still to come"):
        note(area=area, held_on=timezone.localdate() + timedelta(days=1), by=mobiliser)
    with pytest.raises(RuleBroken, match="what was said"):
        note(area=area, words="  ", by=mobiliser)
    assert not Dialogue.objects.exists()


def test_staff_key_in_what_was_written_on_paper(mobiliser, area, staff, supporter):
    made = note(area=area, held_on=timezone.localdate() - timedelta(days=20), by=staff)
    assert made.by == staff
    with pytest.raises(RuleBroken, match="do not work in"):
        note(area=area, by=supporter)


def test_a_late_note_of_a_closed_month_is_an_addendum(mobiliser, monkeypatch):
    make_assignment(user=mobiliser, starts_on=date(2025, 1, 1))
    place = AreaAssignment.objects.get().place
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2026, 3, 7))
    assert not note(area=place, held_on=date(2026, 2, 28), by=mobiliser).is_addendum
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2026, 3, 8))
    late = note(area=place, held_on=date(2026, 2, 27), by=mobiliser)
    assert late.is_addendum
    with pytest.raises(RuleBroken, match="closed"):
        change(late, by=mobiliser)


def test_a_promise_to_residents_is_open_until_it_is_kept_or_not(mobiliser, area, supporter):
    made = note(area=area, promise=" To come back on Friday. ", by=mobiliser)
    assert made.promise == "To come back on Friday." and made in Dialogue.objects.promised()
    with pytest.raises(RuleBroken, match="do not work in"):
        actions.settle_promise(note=made, kept=True, by=supporter)
    actions.settle_promise(note=made, kept=False, by=mobiliser)
    made.refresh_from_db()
    assert made.promise_state == "broken" and made.promise_settled_on == timezone.localdate()
    with pytest.raises(RuleBroken, match="no open promise"):
        actions.settle_promise(note=made, kept=True, by=mobiliser)


def test_a_note_becomes_an_issue_of_its_own(mobiliser, area):
    theme = Theme.objects.first()
    made = make_note(area=area, words="A bench by the pond.", consent="partners", themes=[theme])
    issue = actions.become_issue(note=made, by=mobiliser)
    voice = issue.voices.get()
    assert (voice.words, voice.place, voice.channel, voice.user) == (made.words, area, "note", None)
    assert set(voice.consents.values_list("audience", flat=True)) == {"count", "anonymous", "partners"}
    assert list(issue.themes.all()) == [theme] and issue.state == "submitted" and issue.kind == "idea"
    with pytest.raises(RuleBroken, match="already"):
        actions.become_issue(note=made, by=mobiliser)
    with pytest.raises(RuleBroken, match="become a voice"):
        change(Dialogue.objects.get(), by=User.objects.get(pk=make_owner(made, mobiliser)))


def make_owner(row, user):
    with fixture_writes():
        Dialogue.objects.filter(pk=row.pk).update(by=user)
    return user.pk


def test_notes_become_voices_on_one_issue_each_of_them_counted(mobiliser, area):
    issue = make_issue(released=True, state="accepted")
    for words in ("The lamp is out.", "It is dark there."):
        actions.add_to_issue(note=make_note(area=area, words=words), issue=issue, by=mobiliser)
    issue.refresh_from_db()
    assert issue.voice_count == 3 and issue.voices.filter(channel="note", is_us_too=True).count() == 2
    with pytest.raises(RuleBroken, match="added to this issue"):
        actions.add_to_issue(note=make_note(area=area), issue=make_issue(), by=mobiliser)


def test_words_that_leave_the_voice_leave_the_note(mobiliser, area, staff):
    made = make_note(area=area, words="Canary words of a note.", promise="Canary promise.", promise_state="open")
    issue = actions.become_issue(note=made, by=mobiliser)
    with pytest.raises(RuleBroken, match="Take the words out there"):
        actions.take_out_words(note=made, by=staff)
    record = seal_issue(issue=issue, by=staff)
    made.refresh_from_db()
    assert made.words == made.promise == "" and made.consent == "count"
    assert "Canary promise." in unshut(record.cipher)["elsewhere"]


def test_staff_take_words_out_and_the_conversation_still_counts(mobiliser, area, staff):
    made = make_note(area=area, words="Mrs Canary at number 9.")
    with pytest.raises(RuleBroken, match="Only staff"):
        actions.take_out_words(note=made, by=mobiliser)
    actions.take_out_words(note=made, by=staff)
    made.refresh_from_db()
    assert made.words == "" and made.present == 1
    with pytest.raises(RuleBroken, match="already"):
        actions.take_out_words(note=made, by=staff)
    with pytest.raises(RuleBroken, match="taken out"):
        actions.become_issue(note=made, by=mobiliser)


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
