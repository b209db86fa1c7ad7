"""Whose rules count: person beats meeting beats CAG beats site; for whom; and what comes after the meeting."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from camk.outbox.models import OutboundMail
from meetings.day.actions import key_in
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting, Speaker
from meetings.outcomes.actions import write_up
from meetings.programme.actions import note_answer, store_speaker
from meetings.reminders import actions
from meetings.reminders.actions import Offset, plan_reminders
from meetings.reminders.due import due_at
from meetings.reminders.models import ReminderDispatch, ReminderPlan, ReminderRule
from meetings.reminders.sweeping import coming, rules_of
from meetings.reminders.tasks import sweep
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.guard import fixture_writes
from tests.meetings.reminders.test_sweep import DAY, LONG_AGO, START, WEEK, clock, going  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def usual(meeting):
    return [str(rule) for rule in rules_of(meeting) if rule.choice == "usual" and not rule.is_after]


def days(*numbers):
    return [Offset("going", "days_before", number) for number in numbers]


def kinds(user):
    return [mail.kind.split("/")[1] for mail in OutboundMail.objects.filter(user=user).order_by("pk")]


# -- levels --------------------------------------------------------------------------------------------------


def test_meeting_beats_cag_beats_site(action_group, staff):
    site = ["7 days before", "1 day before", "60 minutes before"]
    plain, of_cag, own = make_meeting(), make_meeting(action_groups=[action_group]), None
    assert sorted(usual(plain)) == sorted(usual(of_cag)) == sorted(site)
    plan_reminders(action_group=action_group, wanted=days(5), by=staff)
    own = make_meeting(action_groups=[action_group])
    plan_reminders(meeting=own, wanted=days(3), by=staff)
    assert sorted(usual(plain)) == sorted(site)
    assert (usual(of_cag), usual(own)) == (["5 days before"], ["3 days before"])


def test_a_meeting_of_two_cags_follows_both_and_one_may_have_none_at_all(action_group, staff):
    other = make_action_group()
    meeting = make_meeting(action_groups=[action_group, other])
    plan_reminders(action_group=action_group, wanted=days(5), by=staff)
    plan_reminders(action_group=other, wanted=days(2), by=staff)
    assert sorted(usual(meeting)) == ["2 days before", "5 days before"]
    plan_reminders(meeting=meeting, wanted=[], by=staff)
    assert usual(meeting) == []
    plan_reminders(meeting=meeting, wanted=None, by=staff)
    assert sorted(usual(meeting)) == ["2 days before", "5 days before"]


def test_a_person_beats_them_all(clock, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    people = {wish: going(meeting, user=make_user(reminders=wish)).user for wish in ("usual", "day_before", "none")}
    plan_reminders(meeting=meeting, wanted=days(3), by=staff)
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
    for moment in (START - WEEK, START - 3 * DAY, START - DAY, START - timedelta(hours=1)):
        clock.move_to(moment)
        sweep()
    assert {wish: len(kinds(user)) for wish, user in people.items()} == {"usual": 1, "day_before": 1, "none": 0}
    sent = ReminderDispatch.objects.get(user=people["day_before"])
    assert sent.due_at == START - DAY


def test_who_wants_no_reminders_is_told_of_a_change_all_the_same(clock, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    user = going(meeting, user=make_user(reminders="none")).user
    meetings.move(meeting=meeting, starts_at=START + DAY, ends_at=START + DAY + timedelta(hours=1), by=staff)
    assert kinds(user) == ["moved"]


def test_a_rule_switched_off_and_on_again_reminds_nobody_of_what_is_past(clock, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    user = going(meeting).user
    plan_reminders(meeting=meeting, wanted=days(5), by=staff)
    plan_reminders(meeting=meeting, wanted=days(2), by=staff)
    clock.move_to(START - 4 * DAY)
    plan_reminders(meeting=meeting, wanted=days(5, 2), by=staff)
    sweep()
    assert kinds(user) == []
    assert ReminderRule.objects.filter(meeting=meeting).count() == 2
    clock.move_to(START - 2 * DAY)
    sweep()
    assert kinds(user) == ["reminder"]


def test_a_plan_is_of_one_meeting_or_one_cag(action_group):
    for wrong in ({}, {"meeting": make_meeting(), "action_group": action_group}):
        with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
            ReminderPlan.objects.create(**wrong)


# -- audiences -----------------------------------------------------------------------------------------------


def test_speakers_whose_address_we_have_get_their_own_mail(clock, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START, mode="online", joining_url="https://zoom.example/secret")
    store_speaker(speaker=Speaker(meeting=meeting, name="Ann", topic="Bees"), email="ann@example.org", by=staff)
    store_speaker(speaker=Speaker(meeting=meeting, name="Bo"), by=staff)
    dee = store_speaker(speaker=Speaker(meeting=meeting, name="Dee"), email="dee@example.org", by=staff)
    note_answer(speaker=dee, answer="no", by=staff)
    wanted = [Offset("speakers", "days_before", 2), Offset("speakers", "minutes_before", 60)]
    plan_reminders(meeting=meeting, wanted=wanted, by=staff)
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
    for moment in (START - 2 * DAY, START - timedelta(hours=1)):
        clock.move_to(moment)
        sweep()
        sweep()
    first, second = OutboundMail.objects.order_by("pk")
    assert (first.kind, first.address) == ("meetings/reminder_speaker", "ann@example.org")
    assert "Your topic: Bees" in first.text and "zoom.example" not in first.text
    assert "zoom.example" in second.text


def test_the_change_of_place_says_what_it_was(staff):
    meeting = make_meeting(venue=make_venue(name="Old Hall"))
    user = make_rsvp(meeting=meeting, user=make_user()).user
    meeting.venue = make_venue(name="New Hall")
    meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)
    words = OutboundMail.objects.get(user=user).text
    assert "Where: New Hall" in words and "Before: Old Hall" in words


# -- afterwards ----------------------------------------------------------------------------------------------


def mark(meeting, came, staff):
    """Staff type the signed sheet in: these came, and nobody else."""
    keys = set(came.values_list("pk", flat=True))
    key_in(meeting=meeting, ticked=keys, were=set(), walked_in=[], complete=True, by=staff)


@pytest.fixture
def over(clock, staff):  # noqa: F811
    """A meeting on Tuesday that is over; one came, one did not, one could not."""
    meeting = make_meeting(starts_at=START, title="Lunch")
    people = {name: going(meeting).user for name in ("came", "absent")}
    people["could not"] = going(meeting, state="no").user
    with fixture_writes():
        ReminderDispatch.objects.bulk_create(
            ReminderDispatch(rule=rule, meeting=meeting, user=user, schedule_version=1, due_at=START, state="sent")
            for rule in ReminderRule.objects.filter(days_after=None, choice="usual")
            for user in people.values()
        )
    clock.move_to(START + timedelta(hours=3))
    mark(meeting, meeting.rsvps.filter(user=people["came"]), staff)
    return meeting, people


def test_a_thank_you_goes_the_day_after_to_who_came(clock, over):  # noqa: F811
    _, people = over
    clock.move_to(START + timedelta(hours=20, minutes=-1))
    sweep()
    assert not OutboundMail.objects.exists()
    clock.move_to(START + timedelta(hours=20))
    sweep()
    sweep()
    assert {name: kinds(user) for name, user in people.items()} == {
        "came": ["thank_you"],
        "absent": [],
        "could not": [],
    }


def test_a_thank_you_waits_a_week_for_somebody_to_mark_who_came(clock, over, staff):  # noqa: F811
    meeting, people = over
    clock.move_to(START + 5 * DAY)
    mark(meeting, meeting.rsvps.going(), staff)
    sweep()
    assert kinds(people["absent"]) == ["thank_you"]


def test_what_came_of_it_goes_to_everybody_who_answered_once_it_is_written(clock, over, staff):  # noqa: F811
    meeting, people = over
    clock.move_to(START + timedelta(hours=20))
    sweep()
    clock.move_to(START + 2 * DAY)
    write_up(meeting=meeting, notes="Two fridges.", decisions=[], show=True, by=staff)
    sweep()
    sweep()
    assert {name: kinds(user) for name, user in people.items()} == {
        "came": ["thank_you", "what_came_of_it"],
        "absent": ["what_came_of_it"],
        "could not": ["what_came_of_it"],
    }
    words = OutboundMail.objects.get(user=people["absent"]).text
    assert "This is what you missed" in words and "Two fridges." in words


def test_who_read_it_in_the_thank_you_is_not_told_again(clock, over, staff):  # noqa: F811
    meeting, people = over
    write_up(meeting=meeting, notes="Two fridges.", decisions=[], show=True, by=staff)
    clock.move_to(START + timedelta(hours=20))
    sweep()
    clock.move_to(START + 2 * DAY)
    sweep()
    assert "Two fridges." in OutboundMail.objects.get(user=people["came"]).text
    assert kinds(people["absent"]) == ["what_came_of_it"]


def test_the_day_after_a_friday_is_monday_and_christmas_is_stepped_over():
    rule = ReminderRule(days_after=1, audience="came")
    for start, expected in (
        (datetime(2026, 11, 27, 14, tzinfo=UTC), datetime(2026, 11, 30, 10, tzinfo=UTC)),
        (datetime(2026, 12, 24, 10, tzinfo=UTC), datetime(2026, 12, 29, 10, tzinfo=UTC)),
    ):
        assert due_at(Meeting(starts_at=start, ends_at=start + timedelta(hours=1)), rule) == expected


# -- staff pages ---------------------------------------------------------------------------------------------


def test_what_will_go_out_this_week_with_its_head_count(client_of, staff, supporter):
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
    with time_machine.travel(START - 2 * DAY, tick=False):
        meeting = make_meeting(title="Lunch soon", starts_at=START)
        for user in (supporter, make_user(), make_user(reminders="day_before"), make_user(reminders="none")):
            going(meeting, user=user)
        going(make_meeting(title="Cancelled one", starts_at=START, state="cancelled"))
        rows = coming(timezone.now())
        assert [(row["at"], row["rule"].choice, row["people"]) for row in rows] == [
            (START - DAY, "usual", 2),
            (START - DAY, "day_before", 1),
            (START - timedelta(hours=1), "usual", 2),
        ]
        page = client_of(staff).get("/admin/meetings/reminderdispatch/this-week/").text
    assert "Lunch soon" in page and "2 people" in page and "5 mails" in page
    assert "Cancelled one" not in page


def test_what_was_missed_failed_or_is_unknown_with_the_steps_there_are(clock, client_of, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    rsvp = going(meeting)
    clock.move_to(START - WEEK + timedelta(hours=20))
    sweep()
    missed = ReminderDispatch.objects.get()
    assert missed.state == "missed"
    client = client_of(staff)
    page = client.get("/admin/meetings/reminderdispatch/").text
    assert "1 reminder to look at" in page
    listed = client.get("/admin/meetings/reminderdispatch/?care=yes").context["cl"].result_list
    assert [row.pk for row in listed] == [missed.pk]
    address = f"/admin/meetings/reminderdispatch/{missed.pk}"
    assert "Send it now after all" in client.get(f"{address}/change/").text
    client.post(f"{address}/step/send/")
    missed.refresh_from_db()
    assert (missed.state, missed.mail.user) == ("sent", rsvp.user)
    assert ReminderDispatch.objects.needing_care().count() == 0
    with fixture_writes():
        OutboundMail.objects.update(state="unknown")
    assert ReminderDispatch.objects.needing_care().get() == missed
    assert f"/admin/camk/outboundmail/{missed.mail_id}/change/" in client.get(f"{address}/change/").text


def test_a_missed_reminder_is_not_sent_once_the_meeting_has_moved_or_begun(clock, client_of, staff):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    going(meeting)
    clock.move_to(START - WEEK + timedelta(hours=20))
    sweep()
    missed = ReminderDispatch.objects.get()
    clock.move_to(START)
    with pytest.raises(Exception, match="has started"):
        actions.send_after_all(dispatch=missed, by=staff)
    clock.move_to(START - DAY * 2)
    meetings.move(meeting=meeting, starts_at=START + DAY, ends_at=START + 2 * DAY, by=staff)
    with pytest.raises(Exception, match="moved or called off"):
        actions.send_after_all(dispatch=missed, by=staff)


def test_staff_set_the_reminders_of_one_meeting_and_of_a_cag(client_of, staff, action_group):
    meeting, client = make_meeting(action_groups=[action_group]), client_of(staff)
    of_meeting = f"/admin/meetings/meeting/{meeting.pk}/step/reminders/"
    of_cag = f"/admin/groups/actiongroup/{action_group.pk}/step/reminders/"
    assert 'value="7, 1"' in client.get(of_meeting).text
    client.post(of_cag, {"which": "own", "going_days": "4", "speakers_days": "2"})
    assert 'value="4"' in client.get(of_cag).text
    assert 'value="4"' in client.get(of_meeting).text
    client.post(of_meeting, {"which": "own", "going_days": "3, 1, 3", "unanswered_days": "5"})
    assert sorted(str(r) for r in ReminderRule.objects.filter(meeting=meeting)) == [
        "1 day before",
        "3 days before",
        "5 days before",
    ]
    for wrong in ("seven", "0", "99999"):
        assert client.post(of_meeting, {"which": "own", "going_days": wrong}).status_code == 200
    client.post(of_meeting, {"which": "usual"})
    assert usual(meeting).count("4 days before") == 1
