"""What goes wrong in the life of a server, in small (`make soak` does it in full): nothing lost, nothing twice.

Clocks that jump, broken mails, meetings that move after their reminders went, two sweeps at once. Numbers of
faults as in the list of the security notes.
"""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, connections

from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from camk.outbox.tasks import send_due
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.reminders import actions
from meetings.reminders.models import ReminderDispatch, ReminderRule
from meetings.reminders.tasks import sweep
from meetings.rsvps import places
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
from tests.meetings.calendars.lines import mailed
from tests.meetings.reminders.test_sweep import DAY, LONG_AGO, START, WEEK, clock, going, reminders  # noqa: F401
from tests.meetings.rsvps.crowding import PATIENCE, unlocked

pytestmark = pytest.mark.django_db
State = ReminderDispatch.State


def doubles() -> int:
    """Mails beyond the first with the same key or to the same person about the same rule."""
    keys = Counter(OutboundMail.objects.values_list("key", flat=True))
    return sum(keys.values()) - len(keys)


SWEEPS = 3


def sweeps_at_once(people: int, rounds: int) -> None:
    """Several beats: each starts the sweep, on a connection of its own, at the same moment."""
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO)
    for number in range(rounds):
        meeting = make_meeting(starts_at=START, title=f"Lunch {number}")
        for _ in range(people):
            make_rsvp(meeting=meeting, user=make_user(), answered_at=LONG_AGO)
    barrier = threading.Barrier(SWEEPS, timeout=PATIENCE)

    def run():
        barrier.wait()
        sweep()
        connections.close_all()

    with time_machine.travel(START - DAY, tick=False):
        threads = [threading.Thread(target=run) for _ in range(SWEEPS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * PATIENCE)
            assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_f2_sweeps_at_the_same_moment_send_each_reminder_once(caplog):
    sweeps_at_once(people=12, rounds=5)
    # Who was reminded: each once. A sweep that found the others' work done wrote nothing, and met nobody.
    assert reminders().count() == 60
    assert ReminderDispatch.objects.filter(state="sent").count() == 60
    assert doubles() == 0
    assert "were not sent" not in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_f2_control_without_the_lock_the_sweeps_collide_and_the_keys_alone_hold(monkeypatch, caplog):
    """Shows that the test above can fail: with the meeting's lock off, all find the same people to remind."""
    together = threading.Barrier(SWEEPS, timeout=PATIENCE)
    write = actions._mails

    def all_have_looked(meeting, rule, users):
        together.wait()
        return write(meeting, rule, users)

    monkeypatch.setattr(places, "lock_meeting", unlocked)
    monkeypatch.setattr(actions, "_mails", all_have_looked)
    sweeps_at_once(people=3, rounds=1)
    assert not together.broken
    assert caplog.text.count("were not sent") >= SWEEPS - 1
    assert (reminders().count(), doubles()) == (3, 0)


def test_f7_a_clock_that_jumps_back_sends_nothing_twice(clock):  # noqa: F811
    going(make_meeting(starts_at=START))
    clock.move_to(START - DAY + timedelta(minutes=5))
    sweep()
    for minutes in range(-60, 10, 5):
        clock.move_to(START - DAY + timedelta(minutes=minutes))
        sweep()
    assert reminders().count() == 1


def test_f7_a_clock_that_jumps_three_days_marks_what_was_missed_and_does_not_flood(clock):  # noqa: F811
    for number in range(4):
        going(make_meeting(starts_at=START + number * DAY))
    clock.move_to(START - WEEK - timedelta(minutes=1))
    sweep()
    clock.move_to(START - 4 * DAY)
    sweep()
    states = Counter(ReminderDispatch.objects.values_list("state", flat=True))
    # Four weekly reminders came due in those days: three are too old; one is of this very hour.
    assert states == {State.MISSED: 3, State.SENT: 1}
    assert reminders().count() == 1


def test_f7_a_jump_over_a_whole_meeting_writes_down_that_its_reminders_were_missed(clock):  # noqa: F811
    """Two days before the start the clock is put on by five days: nobody was reminded, and staff see it."""
    going(make_meeting(starts_at=START))
    clock.move_to(START - 2 * DAY)
    sweep()
    clock.move_to(START + 3 * DAY)
    sweep()
    rows = ReminderDispatch.objects.filter(rule__audience="going").order_by("due_at")
    # Of several that are overdue the nearest stands for the others.
    states = [(row.rule.days_before, row.state) for row in rows]
    assert states == [(7, State.MISSED), (1, State.SUPERSEDED), (None, State.MISSED)]
    assert not reminders().exists()


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # 10am on the Monday after each clock change; the reminder comes at 10am by the wall clock on Sunday.
        (datetime(2026, 3, 30, 10, tzinfo=LONDON), datetime(2026, 3, 29, 9, tzinfo=UTC)),
        (datetime(2026, 10, 26, 10, tzinfo=LONDON), datetime(2026, 10, 25, 10, tzinfo=UTC)),
        (datetime(2027, 3, 29, 10, tzinfo=LONDON), datetime(2027, 3, 28, 9, tzinfo=UTC)),
        (datetime(2027, 11, 1, 10, tzinfo=LONDON), datetime(2027, 10, 31, 10, tzinfo=UTC)),
        # 1.30am the day after: what would be due in the night of the change goes at 8am, by whichever clock.
        (datetime(2027, 3, 29, 1, 30, tzinfo=LONDON), datetime(2027, 3, 28, 7, tzinfo=UTC)),
        (datetime(2027, 11, 1, 1, 30, tzinfo=LONDON), datetime(2027, 10, 31, 8, tzinfo=UTC)),
        # The leap day: a meeting on it, and one the day after.
        (datetime(2028, 2, 29, 10, tzinfo=LONDON), datetime(2028, 2, 28, 10, tzinfo=UTC)),
        (datetime(2028, 3, 1, 10, tzinfo=LONDON), datetime(2028, 2, 29, 10, tzinfo=UTC)),
    ],
)
def test_f7_around_a_clock_change_the_reminder_goes_once_at_its_wall_time(start, due):
    with fixture_writes():
        ReminderRule.objects.update(created_at=LONG_AGO - WEEK * 10)
    with time_machine.travel(LONG_AGO, tick=False) as traveller:
        going(make_meeting(starts_at=start))
        with fixture_writes():
            ReminderRule.objects.exclude(days_before=1).update(is_active=False)
        sent = []
        for minutes in range(-150, 151, 30):
            traveller.move_to(due + timedelta(minutes=minutes))
            sweep()
            sent.append(reminders().count())
    assert sent == [0] * 5 + [1] * 6


def test_times_are_kept_as_moments_beside_the_name_of_their_zone():
    """1.30am comes twice on 25 October: both are kept apart, and read back as they were."""
    moments = [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]
    for moment in moments:
        make_meeting(starts_at=moment)
    kept = list(Meeting.objects.order_by("starts_at").values_list("starts_at", "tz"))
    assert kept == [(moment, "Europe/London") for moment in moments]
    assert {moment.astimezone(LONDON).strftime("%H:%M") for moment, _ in kept} == {"01:30"}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT data_type FROM information_schema.columns "
                "WHERE table_name = 'meetings_meeting' AND column_name = 'starts_at'"
            )
            assert cursor.fetchone() == ("timestamp with time zone",)


@pytest.mark.parametrize("left", [True, False])
def test_f8_moved_cancelled_and_restored_after_the_reminders_went(clock, staff, mailoutbox, left):  # noqa: F811
    """One notice a change and person, one UID with a SEQUENCE that rises, the reminder anew for the new date.

    Whether the old reminder had left the outbox (`left`) or still waited in it.
    """
    meeting = make_meeting(starts_at=START)
    users = [going(meeting, has_entry=True, last_sequence=0).user for _ in range(3)]
    clock.move_to(START - DAY)
    sweep()
    old = list(reminders())
    if left:
        send_due()
        assert len(mailoutbox) == 3
    later = START + WEEK
    meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
    meetings.cancel(meeting=meeting, reason="Flood.", by=staff)
    meetings.restore(meeting=meeting, by=staff)
    clock.move_to(later - DAY)
    for _ in range(3):
        sweep()
    for user in users:
        kinds = Counter(mail.kind for mail in OutboundMail.objects.filter(user=user))
        told = {"reminder": 2, "moved": 1, "cancelled": 1, "restored": 1}
        assert kinds == {f"meetings/{kind}": number for kind, number in told.items()}
        files = [mail.calendar for mail in mailed(user)]
        assert [c["METHOD"] for c in files] == ["REQUEST", "CANCEL", "REQUEST"]
        assert [c.event.sequence for c in files] == [1, 2, 3]
        assert len({c.event["UID"] for c in files}) == 1
    # What had not left is taken back; what had is void, for the notices said so. The new one stands either way.
    states = {OutboundMail.objects.get(pk=mail.pk).state for mail in old}
    assert states == {OutboundMail.State.SENT if left else OutboundMail.State.DROPPED}
    assert ReminderDispatch.objects.filter(state=State.SENT, schedule_version=1).count() == 3
    assert (
        ReminderDispatch.objects.filter(state=State.SENT, rule__days_before=1).exclude(schedule_version=1).count()
        == 3
    )
    assert doubles() == 0


@pytest.fixture
def poison(monkeypatch):
    """The mail of person 7 cannot be written."""
    users = [make_user(f"p{number}@example.org", name=f"P {number}") for number in range(1, 201)]
    whole = actions.draft_mail

    def careful(**kwargs):
        if kwargs["user"] == users[6]:
            raise ValueError("a broken template")
        return whole(**kwargs)

    monkeypatch.setattr(actions, "draft_mail", careful)
    return users


def test_f14_one_mail_that_cannot_be_written_stops_nobody_else_and_is_shown(clock, poison, caplog):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    for user in poison:
        going(meeting, user=user)
    clock.move_to(START - DAY)
    for _ in range(3):
        sweep()
    assert reminders().count() == 199
    failed = ReminderDispatch.objects.needing_care().get()
    assert (failed.state, failed.user) == (State.FAILED, poison[6])
    assert "was not written" in caplog.text


def test_f14_mended_it_is_sent_after_all(clock, poison, staff, monkeypatch):  # noqa: F811
    meeting = make_meeting(starts_at=START)
    going(meeting, user=poison[6])
    clock.move_to(START - DAY)
    sweep()
    failed = ReminderDispatch.objects.needing_care().get()
    with pytest.raises(Exception, match="still cannot be written"):
        actions.send_after_all(dispatch=failed, by=staff)
    monkeypatch.undo()
    with time_machine.travel(START - DAY, tick=False):
        actions.send_after_all(dispatch=failed, by=staff)
    assert OutboundMail.objects.get().user == poison[6]


def test_the_end_of_the_list_of_bank_holidays_stops_no_reminder(caplog):
    start = datetime(2028, 1, 10, 14, tzinfo=UTC)
    with time_machine.travel(start - WEEK, tick=False):
        with fixture_writes():
            ReminderRule.objects.update(created_at=LONG_AGO)
        going(make_meeting(starts_at=start))
        sweep()
    assert reminders().count() == 1
    assert "list of bank holidays ends" in caplog.text
