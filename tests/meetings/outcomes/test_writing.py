"""Writing a meeting up: drafts, versions, what is made by itself, closing, and the reminder to close."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from camk import audit
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.day.figures import attendance_of
from meetings.outcomes import actions
from meetings.outcomes.missed import five_lines
from meetings.outcomes.models import Material, Outcome, Record
from meetings.outcomes.signals import record_published
from meetings.outcomes.tasks import remind_staff
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.factories.outcomes import make_material, make_past, make_record
from tests.factories.workspace import make_resource
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def written(meeting, by, **changes):
    values = {"notes": "Good.", "decisions": ["We buy a bench."], "minutes": "We met.", "show": True}
    return actions.write_up(meeting=meeting, **values | changes, by=by)


def test_it_is_shown_when_staff_say_so_and_only_after_the_meeting(staff):
    with pytest.raises(RuleBroken, match="not taken place"):
        written(make_meeting(), staff)
    with pytest.raises(RuleBroken, match="did not take place"):
        written(make_past(state="cancelled"), staff)
    meeting = make_past()
    record = written(meeting, staff, show=False)
    meeting.refresh_from_db()
    assert (meeting.notes, meeting.notes_published_at, record.published_at) == ("Good.", None, None)
    written(meeting, staff)
    meeting.refresh_from_db()
    assert meeting.notes_published_at and Record.objects.get().published_at


def test_a_version_that_was_shown_is_kept_and_a_draft_is_written_over(staff):
    meeting = make_past()
    for words, show in [("First try.", False), ("Second try.", True), ("Second try.", True), ("Third.", True)]:
        record = written(meeting, staff, minutes=words, show=show)
    kept = list(record.minutes.order_by("number").values_list("number", "words"))
    assert kept == [(1, "Second try."), (2, "Third.")]


def test_five_lines_are_made_from_decisions_and_materials_when_nobody_wrote_them(staff):
    meeting = make_past()
    make_material(meeting=meeting, title="Slides of Ann")
    make_material(meeting=meeting, title="For members", audience="members")
    written(meeting, staff, notes="", decisions=[f"Thing {n}" for n in range(9)])
    meeting.refresh_from_db()
    lines = meeting.notes.splitlines()
    assert lines == [*(f"Decided: Thing {n}" for n in range(4)), "To read or watch: Slides of Ann"]


def test_what_is_for_members_only_is_not_put_into_the_five_lines():
    meeting = make_past()
    make_record(meeting=meeting, audience="members")
    assert five_lines(meeting) == ""


def test_more_than_five_lines_and_nothing_at_all_are_refused(staff):
    meeting = make_past()
    with pytest.raises(RuleBroken, match="5 lines at most"):
        written(meeting, staff, notes="\n".join("abcdef"))
    with pytest.raises(RuleBroken, match="nothing to show"):
        written(meeting, staff, notes="", decisions=[])


def test_the_audit_holds_lengths_and_no_words(staff):
    written(make_past(), staff, notes="Canary words.")
    data = str(list(audit.AuditEvent.objects.values_list("data", flat=True)))
    assert "Canary" not in data and "'notes_length': 13" in data


def test_each_showing_is_news_for_higher_rooms(staff):
    seen, meeting = [], make_past()

    def listen(sender, meeting, by, **more):
        seen.append(meeting.pk)

    record_published.connect(listen)
    try:
        written(meeting, staff, show=False)
        written(meeting, staff)
    finally:
        record_published.disconnect(listen)
    assert seen == [meeting.pk]


def test_it_is_closed_once_it_is_shown_and_who_came_is_marked(staff):
    meeting = make_past()
    rsvp = make_rsvp(meeting=meeting, user=make_user())
    with pytest.raises(RuleBroken, match="show it first"):
        actions.close(meeting=meeting, by=staff)
    written(meeting, staff)
    with pytest.raises(RuleBroken, match="Mark who came"):
        actions.close(meeting=meeting, by=staff)
    with fixture_writes():
        rsvp.attendance = "attended"
        rsvp.save()
    assert list(Outcome.objects.held().not_written_up()) == [Outcome.objects.get(pk=meeting.pk)]
    actions.close(meeting=meeting, by=staff)
    assert not Outcome.objects.held().not_written_up().exists()
    with pytest.raises(RuleBroken, match="closed already"):
        actions.close(meeting=meeting, by=staff)
    actions.reopen(meeting=meeting, by=staff)
    assert Outcome.objects.held().not_written_up().exists()


def test_a_record_that_is_not_shown_cannot_be_closed_in_the_database_either(staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_record(meeting=make_past(), shown=False, closed_at=timezone.now())


def test_who_came_is_counted_by_role_and_organisation(staff, trustee):
    meeting = make_past(mode="both")
    club = make_organisation(name="Lunch Club")
    there = {"meeting": meeting, "attendance": "attended"}
    make_rsvp(**there, user=make_user(), organisation=club, party_size=3)
    make_rsvp(**there, user=make_user(), organisation=club, mode="online")
    make_rsvp(**there, user=staff)
    make_rsvp(**there, user=trustee, organisation=club)
    make_rsvp(**there, user=make_user())
    make_rsvp(meeting=meeting, user=make_user(), organisation=club, attendance="absent")
    found = attendance_of(meeting)
    assert found.people == 7
    assert dict(found.by_role) == {
        "Our staff": 1,
        "Trustees": 1,
        "Voluntary organisations": 4,
        "Residents and supporters": 1,
    }
    assert found.by_organisation == [("Lunch Club", 5)]
    assert found.by_mode == {"room": 6, "online": 1}


def test_staff_are_reminded_once_to_write_a_meeting_up_three_working_days_after(staff):
    meeting = make_past(starts_at=datetime(2027, 3, 5, 14, 0, tzinfo=UTC), host=staff)  # a Friday
    for day, mails in [(8, 0), (9, 0), (11, 1), (12, 1)]:
        with time_machine.travel(datetime(2027, 3, day, 8, 50, tzinfo=UTC), tick=False):
            remind_staff()
        assert OutboundMail.objects.filter(kind="meetings/write_up").count() == mails, day
    assert OutboundMail.objects.get().user == staff
    assert meeting.title in OutboundMail.objects.get().text


def test_nobody_is_reminded_of_what_is_closed_called_off_or_long_ago(staff):
    more = {"host": staff}
    make_record(meeting=make_past(**more), closed_at=timezone.now())
    make_past(**more, state="cancelled")
    make_past(**more, starts_at=timezone.now() - timedelta(days=70))
    remind_staff()
    assert not OutboundMail.objects.exists()


# -- materials ----------------------------------------------------------------------------------------------

FIELDS = {"kind": "slides", "title": "Slides", "audience": "public", "licence": "cc_by"}


def test_a_material_is_one_thing_and_a_recording_says_whether_it_has_captions(staff):
    meeting = make_past()
    with pytest.raises(RuleBroken, match="one of them"):
        actions.add_material(meeting=meeting, fields=FIELDS, by=staff)
    with pytest.raises(RuleBroken, match="one of them"):
        actions.add_material(meeting=meeting, fields=FIELDS, url="https://a.example", words="And words", by=staff)
    film = FIELDS | {"kind": "recording"}
    with pytest.raises(RuleBroken, match="captions"):
        actions.add_material(meeting=meeting, fields=film, url="https://a.example", by=staff)
    actions.add_material(meeting=meeting, fields=film | {"captions": False}, url="https://a.example", by=staff)
    assert Material.objects.get().captions is False
    with pytest.raises(IntegrityError), transaction.atomic():
        make_material(meeting=meeting, kind="film", captions=None)


def test_what_lies_in_the_library_of_another_cag_is_not_lent(staff, action_group):
    other = make_resource(action_group=make_action_group())
    with pytest.raises(RuleBroken, match="another CAG"):
        actions.add_material(meeting=make_past(action_groups=[action_group]), fields=FIELDS, resource=other, by=staff)
