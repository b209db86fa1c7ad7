"""Sending reminders, case by case (meetings.md 2.2). Each test is named after its row of that table."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from camk.audit import AuditEvent
from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.reminders import actions
from meetings.reminders.models import Offset, ReminderDispatch, ReminderRule
from meetings.reminders.sweeping import coming, meetings_in_reach, pieces, rules_of
from meetings.reminders.tasks import handle_batch, in_batches, sweep
from meetings.rsvps.actions import answer
from meetings.series import actions as series
from meetings.series import models as series_models
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
State = ReminderDispatch.State
# Tuesday, Tuesday a week later; winter, so London time is UTC.
START = datetime(2026, 11, 24, 14, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
WEEK, DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    ReminderRule.objects.count()
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
    with time_machine.travel(LONG_AGO, tick=False) as traveller:
        yield traveller


@pytest.fixture
def meeting():
    return make_meeting(starts_at=START, title="Lunch", mode="both", joining_url="https://zoom.example/secret")


def going(meeting, **changes):
    values = {"answered_at": LONG_AGO, **changes}
    return make_rsvp(meeting=meeting, user=values.pop("user", None) or make_user(), **values)


def reminders(kind="meetings/reminder"):
    return OutboundMail.objects.filter(kind=kind)


def handled():
    return list(ReminderDispatch.objects.order_by("due_at", "pk").values_list("rule__days_before", "state"))


def test_three_reminders_go_once_each_at_their_times(clock, meeting):
    going(meeting)
    for moment, number in (
        (START - WEEK - timedelta(minutes=1), 0),
        (START - WEEK, 1),
        (START - WEEK + timedelta(minutes=1), 1),
        (START - DAY, 2),
        (START - timedelta(minutes=61), 2),
        (START - timedelta(minutes=60), 3),
        (START - timedelta(minutes=1), 3),
    ):
        clock.move_to(moment)
        sweep()
        assert reminders().count() == number
    assert handled() == [(7, "sent"), (1, "sent"), (None, "sent")]
    assert all(row.mail_id for row in ReminderDispatch.objects.all())


def test_two_sweeps_at_once_make_one_row_and_one_mail(clock, meeting):
    rsvp = going(meeting)
    clock.move_to(START - WEEK)
    [piece] = pieces([meeting], START - WEEK)
    for _ in range(2):
        actions.handle(
            meeting=meeting, rule=piece.rule, due_at=piece.due_at, state=piece.state, user_ids=piece.user_ids
        )
    assert reminders().count() == 1
    row = ReminderDispatch.objects.get()
    with pytest.raises(IntegrityError), fixture_writes(), transaction.atomic():
        ReminderDispatch.objects.create(
            rule=row.rule,
            meeting=meeting,
            user=rsvp.user,
            schedule_version=row.schedule_version,
            due_at=row.due_at,
            state="sent",
        )


def test_a_crash_leaves_neither_row_nor_mail_and_the_next_sweep_sends(clock, meeting, monkeypatch):
    going(meeting)
    clock.move_to(START - WEEK)
    whole = ReminderDispatch.objects.bulk_create
    manager = type(ReminderDispatch.objects)

    def crash(self, rows, **kwargs):
        raise OSError("the lights went out")

    monkeypatch.setattr(manager, "bulk_create", crash, raising=False)
    sweep()
    assert (reminders().count(), ReminderDispatch.objects.count()) == (0, 0)
    monkeypatch.undo()
    assert whole
    with time_machine.travel(START - WEEK, tick=False):
        sweep()
    assert (reminders().count(), ReminderDispatch.objects.count()) == (1, 1)


def test_moved_later_after_the_reminder_went_tells_now_and_reminds_again(clock, meeting, staff):
    rsvp = going(meeting)
    clock.move_to(START - DAY)
    sweep()
    later = START + WEEK
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=2), by=staff)
    assert reminders("meetings/moved").filter(user=rsvp.user).count() == 1
    clock.move_to(later - DAY)
    sweep()
    sent = ReminderDispatch.objects.filter(state="sent", rule__days_before=1)
    assert sorted(sent.values_list("schedule_version", flat=True)) == [1, 2]


def test_moved_earlier_so_that_the_due_time_is_past_sends_one_combined_mail(clock, meeting, staff):
    going(meeting)
    now = datetime(2026, 11, 17, 9, tzinfo=UTC)
    clock.move_to(now)
    soon = now + timedelta(hours=5)
    meetings.move(meeting=meeting, starts_at=soon, ends_at=soon + timedelta(hours=1), by=staff)
    sweep()
    assert list(OutboundMail.objects.values_list("kind", flat=True)) == ["meetings/moved"]
    assert "https://zoom.example/secret" in OutboundMail.objects.get().text
    assert set(handled()) == {(7, "superseded"), (1, "superseded")}
    clock.move_to(soon - timedelta(hours=1))
    sweep()
    assert reminders().count() == 1


def test_a_meeting_cannot_be_moved_into_the_past(clock, meeting, staff):
    clock.move_to(START - DAY)
    with pytest.raises(Exception, match="still to come"):
        meetings.move(meeting=meeting, starts_at=START - WEEK, ends_at=START, by=staff)
    assert not OutboundMail.objects.exists()


def test_a_rule_added_late_reminds_nobody_of_what_is_past(clock, meeting):
    going(meeting)
    with fixture_writes():
        ReminderRule.objects.filter(days_before=7).update(created_at=START - timedelta(days=6))
    clock.move_to(START - timedelta(days=6))
    sweep()
    assert not ReminderDispatch.objects.exists()


def test_who_answers_late_was_told_by_the_confirmation(clock, meeting, supporter):
    clock.move_to(START - timedelta(days=6))
    answer(meeting=meeting, user=supporter, answer="yes", by=supporter)
    sweep()
    assert reminders().count() == 0
    clock.move_to(START - DAY)
    sweep()
    assert reminders().count() == 1


def test_of_several_overdue_only_the_nearest_goes(clock, meeting):
    going(meeting)
    clock.move_to(START - DAY + timedelta(hours=1))
    sweep()
    assert reminders().count() == 1
    assert handled() == [(7, "superseded"), (1, "sent")]


@pytest.mark.parametrize(
    ("state", "more", "number"),
    [
        ("yes", {}, 1),
        ("maybe", {}, 1),
        ("no", {}, 0),
        ("waitlisted", {"queued_at": LONG_AGO}, 0),
        ("offered", {"offer_expires_at": START, "queued_at": LONG_AGO}, 0),
        ("event_cancelled", {}, 0),
        ("lapsed", {}, 0),
    ],
)
def test_only_people_who_are_going_or_not_sure_are_reminded(clock, meeting, state, more, number):
    going(meeting, state=state, **more)
    clock.move_to(START - DAY)
    sweep()
    assert reminders().count() == number


def test_people_of_the_cag_who_have_not_answered_get_their_own_mail(clock, member, action_group, supporter):
    meeting = make_meeting(starts_at=START, action_groups=[action_group])
    with fixture_writes():
        ReminderRule.objects.create(days_before=3, audience="unanswered", created_at=LONG_AGO)
    clock.move_to(START - timedelta(days=3))
    sweep()
    sweep()
    assert [mail.user for mail in reminders("meetings/reminder_unanswered")] == [member]
    assert meeting.rsvps.count() == 0


def test_people_who_wait_get_their_own_mail(clock, meeting):
    waiting = going(meeting, state="waitlisted", queued_at=LONG_AGO)
    with fixture_writes():
        ReminderRule.objects.create(days_before=2, audience="waiting", created_at=LONG_AGO)
    clock.move_to(START - timedelta(days=2))
    sweep()
    assert [mail.user for mail in reminders("meetings/reminder_waiting")] == [waiting.user]


def test_worker_down_for_some_hours_sends_late_but_sends(clock, meeting):
    going(meeting)
    clock.move_to(START - DAY + timedelta(hours=5))
    sweep()
    assert (1, "sent") in handled()


def test_worker_down_for_longer_writes_down_what_was_missed(clock, meeting):
    going(meeting)
    clock.move_to(START - WEEK + timedelta(hours=20))
    sweep()
    assert handled() == [(7, "missed")]
    assert reminders().count() == 0


def test_after_the_start_nothing_goes_and_what_did_not_go_is_missed(clock, meeting):
    going(meeting)
    clock.move_to(START + timedelta(minutes=1))
    sweep()
    assert reminders().count() == 0
    assert handled() == [(7, "superseded"), (1, "superseded"), (None, "missed")]


def test_late_reminders_wait_for_the_morning(clock):
    meeting = make_meeting(starts_at=datetime(2026, 11, 24, 19, tzinfo=UTC))
    going(meeting)
    clock.move_to(datetime(2026, 11, 23, 21, tzinfo=UTC))
    sweep()
    assert reminders().count() == 0
    clock.move_to(datetime(2026, 11, 24, 8, tzinfo=UTC))
    sweep()
    assert reminders().count() == 1


def test_the_mail_an_hour_before_carries_the_joining_link_for_people_who_are_going_alone(clock, meeting):
    sure, unsure = going(meeting), going(meeting, state="maybe")
    for moment in (START - DAY, START - timedelta(hours=1)):
        clock.move_to(moment)
        sweep()
    texts = [(m.user, m.text) for m in reminders()]
    with_link = [user for user, text in texts if "zoom.example" in text]
    assert with_link == [sure.user]
    assert len(texts) == 4
    assert unsure.user not in with_link


@pytest.mark.parametrize("state", ["cancelled", "postponed", "draft"])
def test_no_reminder_of_a_meeting_that_does_not_go_ahead(clock, state):
    meeting = make_meeting(starts_at=START, state=state)
    going(meeting)
    clock.move_to(START - DAY)
    sweep()
    assert not ReminderDispatch.objects.exists()


def test_cancelling_takes_back_what_has_not_gone_yet(clock, meeting, staff):
    going(meeting)
    clock.move_to(START - DAY)
    sweep()
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    assert reminders().get().state == OutboundMail.State.DROPPED
    notice = reminders("meetings/cancelled").get()
    assert notice.text.splitlines()[3] == "Cancelled: Burst pipe."
    assert (notice.calendar_method, notice.state) == ("", OutboundMail.State.QUEUED)


def test_a_meeting_cancelled_while_the_sweep_runs_sends_nothing(clock, meeting, staff):
    going(meeting)
    clock.move_to(START - DAY)
    found = list(pieces([meeting], START - DAY))
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    for piece in found:
        actions.handle(
            meeting=meeting, rule=piece.rule, due_at=piece.due_at, state=piece.state, user_ids=piece.user_ids
        )
    assert not ReminderDispatch.objects.exists()


def test_a_restored_meeting_says_so_and_does_not_remind_on_top(clock, meeting, staff):
    going(meeting)
    clock.move_to(START - timedelta(days=8))
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    clock.move_to(START - WEEK + timedelta(hours=1))
    meetings.restore(meeting=meeting, by=staff)
    sweep()
    assert reminders().count() == 0
    assert reminders("meetings/restored").count() == 1
    clock.move_to(START - DAY)
    sweep()
    assert reminders().count() == 1


def test_a_copied_meeting_keeps_its_rules_and_nothing_that_was_sent(clock, meeting, staff):
    going(meeting)
    actions.plan_reminders(meeting=meeting, wanted=[Offset("going", "days_before", 3)], by=staff)
    clock.move_to(START - DAY)
    sweep()
    copy = meetings.clone(meeting=meeting, starts_at=START + WEEK, ends_at=START + WEEK + DAY, by=staff)
    assert [rule.days_before for rule in rules_of(copy) if rule.choice == "usual"] == [3]
    assert not copy.dispatches.exists()
    assert not copy.rsvps.exists()


def test_a_copy_is_not_reminded_of_what_was_due_before_it_was_published(clock, meeting, staff):
    speaker = make_user()
    copy = meetings.clone(meeting=meeting, starts_at=START + WEEK, ends_at=START + WEEK + DAY, by=staff)
    with fixture_writes():
        copy.mode = "online"
        copy.save()
        copy.speakers.create(name="Ann", user=speaker)
        ReminderRule.objects.create(days_before=3, audience="speakers", created_at=LONG_AGO)
        ReminderRule.objects.create(days_before=1, audience="speakers", created_at=LONG_AGO)
    clock.move_to(START + WEEK - 3 * DAY + timedelta(hours=1))
    meetings.publish(meeting=copy, by=staff)
    sweep()
    assert not copy.dispatches.exists()
    clock.move_to(START + WEEK - DAY + timedelta(minutes=5))
    sweep()
    assert [(row.rule.days_before, row.state) for row in copy.dispatches.all()] == [(1, "sent")]


def test_a_change_in_a_series_leaves_each_meeting_its_own_reminders(clock, staff):
    """Made, then one, those after it and all changed: nobody's rules are lost, and nobody is reminded twice."""
    meeting = make_meeting(starts_at=START, title="Lunch", venue=make_venue())
    own, other = [Offset("going", "days_before", 3)], [Offset("going", "days_before", 2)]
    actions.plan_reminders(meeting=meeting, wanted=own, by=staff)
    until = (START + 3 * WEEK).date()
    series.make(meeting=meeting, by=staff, every="week", last_day=until, skip_holidays=True, publish=True)
    every = list(Meeting.objects.order_by("starts_at"))
    actions.plan_reminders(meeting=every[1], wanted=other, by=staff)
    for scope in (series_models.Scope.THIS, series_models.Scope.FOLLOWING, series_models.Scope.ALL):
        chosen = Meeting.objects.get(pk=every[1].pk)
        before = series.as_it_is(chosen)
        chosen.title, chosen.starts_at = f"Lunch, {scope}", chosen.starts_at + timedelta(hours=1)
        chosen.ends_at += timedelta(hours=1)
        meetings.revise(meeting=chosen, themes=None, tell_people=None, by=staff)
        series.follow(before=before, scope=scope, tell_people=None, by=staff)
        rules = [[r.days_before for r in rules_of(m) if r.choice == "usual"] for m in every]
        assert rules == [[3], [2], [3], [3]]
    last = Meeting.objects.order_by("starts_at").last()
    going(last)
    clock.move_to(last.starts_at - 3 * DAY)
    for _ in range(2):
        sweep()
    assert reminders().count() == 1


def test_one_bad_meeting_does_not_stop_the_others(clock, meeting, monkeypatch):
    other = make_meeting(starts_at=START + timedelta(minutes=1))
    going(meeting)
    going(other)
    whole = actions.handle

    def fail_for_one(**kwargs):
        if kwargs["meeting"] == meeting:
            raise ValueError("a bad template")
        return whole(**kwargs)

    monkeypatch.setattr(actions, "handle", fail_for_one)
    clock.move_to(START - DAY + timedelta(minutes=5))
    sweep()
    assert {row.meeting for row in ReminderDispatch.objects.all()} == {other}


def test_many_people_go_in_batches_with_one_audit_entry_each(clock, meeting, monkeypatch):
    tasks = []
    monkeypatch.setattr(handle_batch, "apply_async", lambda args, **options: tasks.append((args, options)))
    for number in range(230):
        going(meeting if number < 150 else make_meeting(starts_at=START, title=f"Meeting {number}"))
    with fixture_writes():
        ReminderRule.objects.filter(days_before=7).update(is_active=False)
    clock.move_to(START - DAY)
    sweep()
    assert not reminders().exists()
    assert [sum(len(job["user_ids"]) for job in args[0]) for args, _ in tasks] == [200, 30]
    assert {options["expires"] for _, options in tasks} == {55}
    for args, _ in tasks * 2:  # a batch that is done twice sends nothing twice
        handle_batch(*args)
    assert reminders().count() == 230
    entries = AuditEvent.objects.filter(verb="reminders.sent", target_id=str(meeting.pk))
    assert [entry.data["people"] for entry in entries] == [150]


def test_a_batch_costs_the_same_for_two_people_and_for_forty(clock, meeting):
    """Statements of one batch: lock, people, answers, links, mails, rows, audit; nothing for each person."""
    costs = []
    for moment, number in ((START - DAY, 2), (START - timedelta(hours=1), 40)):
        for _ in range(number):
            going(meeting)
        clock.move_to(moment)
        (batch,) = in_batches(p for p in pieces([meeting], moment) if p.state == State.SENT)
        with CaptureQueriesContext(connection) as seen:
            handle_batch(batch)
        costs.append(len(seen))
    assert reminders().count() == 44
    # SQLite takes the mails of forty in two statements.
    assert costs[1] - 1 <= costs[0] <= 15, "\n".join(query["sql"][:200] for query in seen)


def test_nothing_due_asks_little(clock, meeting, django_assert_max_num_queries):
    for _ in range(5):
        going(meeting)
    clock.move_to(START - DAY)
    sweep()
    # Rules that reach farthest, meetings, plans, rules, and one for each of the three rules that were due.
    with django_assert_max_num_queries(7):
        sweep()
    assert list(meetings_in_reach(START - DAY)) == [meeting]


def test_what_will_go_out_says_when_what_and_to_how_many(clock, meeting):
    going(meeting)
    going(meeting, state="no")
    now = START - timedelta(days=2)
    rows = coming(now)
    assert [(row["at"], row["people"]) for row in rows] == [(START - DAY, 1), (START - timedelta(hours=1), 1)]


def test_a_rule_needs_days_or_minutes(staff):
    for wrong in ({}, {"days_before": 1, "minutes_before": 5}, {"minutes_before": 1}, {"days_before": 0}):
        with pytest.raises(Exception, match="before"):
            actions.save_rule(rule=ReminderRule(**wrong), by=staff)
    actions.save_rule(rule=ReminderRule(days_before=2), by=staff)
    assert ReminderRule.objects.filter(days_before=2).exists()
