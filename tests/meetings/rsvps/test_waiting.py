"""The waiting list by the clock: at once, offered, first to accept; and what is mailed when."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.rsvps.actions.waiting import offer_until
from meetings.rsvps.actions.waiting import settle as settle_one
from meetings.rsvps.models import Rsvp
from meetings.rsvps.tasks import settle
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.guard import fixture_writes
from tests.meetings.rsvps.queueing import NOON, crowd, edit, mails_to, meeting_in, say, states

pytestmark = pytest.mark.django_db
State = Rsvp.State


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_who_does_not_fit_waits_and_is_told_so():
    meeting = meeting_in(100)
    people = crowd(meeting, 3)
    assert states(meeting) == [State.YES, State.YES, State.WAITLISTED]
    assert mails_to(people[2]) == ["meetings/waiting"]


def test_a_new_person_in_the_last_hours_is_told_like_those_who_wait(clock):
    meeting = meeting_in(5, room_capacity=1)
    first, second = crowd(meeting, 2)
    clock.move_to(NOON + timedelta(hours=2))
    say(meeting, first, "no")
    new = make_user()
    assert say(meeting, new).state == State.WAITLISTED
    assert say(meeting, second).state == State.YES
    assert Rsvp.objects.get(user=new).state == State.WAITLISTED


def test_the_limit_taken_away_lets_everybody_in(staff):
    meeting = meeting_in(100, venue=make_venue())
    crowd(meeting, 5)
    edit(meeting, staff, room_capacity=None)
    assert states(meeting) == [State.YES] * 5


def test_who_waits_for_the_room_may_go_online_instead():
    meeting = meeting_in(100, mode="both", room_capacity=1, online_capacity=5)
    room = crowd(meeting, 2, mode="room")
    rsvp = say(meeting, room[1], mode="online")
    assert (rsvp.state, rsvp.mode, rsvp.queued_at) == (State.YES, "online", None)


def test_48_hours_before_the_next_is_in_at_once():
    meeting = meeting_in(48.1, room_capacity=1)
    first, second = crowd(meeting, 2)
    say(meeting, first, "no")
    assert Rsvp.objects.get(user=second).state == State.YES


def test_between_48_and_4_hours_the_place_is_offered_for_a_quarter_of_the_time_left():
    meeting = meeting_in(8, room_capacity=1)
    first, second = crowd(meeting, 2)
    say(meeting, first, "no")
    rsvp = Rsvp.objects.get(user=second)
    assert (rsvp.state, rsvp.offer_expires_at) == (State.OFFERED, NOON + timedelta(hours=2))
    assert mails_to(second)[-1] == "meetings/offered"


def test_an_offer_holds_the_place():
    meeting = meeting_in(30, room_capacity=1)
    first, second = crowd(meeting, 2)
    say(meeting, first, "no")
    assert say(meeting, make_user()).state == State.WAITLISTED
    assert say(meeting, second).state == State.YES


def test_hours_from_21_to_8_do_not_use_up_an_offer():
    meeting = make_meeting(starts_at=datetime(2026, 11, 18, 22, tzinfo=UTC))
    evening = datetime(2026, 11, 17, 20, tzinfo=UTC)
    # 26 hours left: a window of 6.5 hours, one of them this evening, the others from eight.
    assert offer_until(meeting, evening) == datetime(2026, 11, 18, 13, 30, tzinfo=UTC)


def test_an_offer_lasts_12_hours_at_most():
    meeting = make_meeting(starts_at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    morning = datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert offer_until(meeting, morning) == datetime(2026, 11, 17, 20, tzinfo=UTC)


def test_an_offer_let_go_by_passes_to_the_next_and_is_not_made_again(clock):
    meeting = meeting_in(30, room_capacity=1)
    first, second, third = crowd(meeting, 3)
    say(meeting, first, "no")
    clock.move_to(NOON + timedelta(hours=20))
    settle()
    assert [Rsvp.objects.get(user=u).state for u in (second, third)] == [State.WAITLISTED, State.OFFERED]
    say(meeting, third, "no")
    assert Rsvp.objects.get(user=second).state == State.WAITLISTED
    # The place is free: whoever let the offer go by may still take it.
    assert say(meeting, second).state == State.YES


def test_under_4_hours_all_who_wait_are_told_once_an_hour_and_the_first_to_accept_has_it(clock):
    meeting = meeting_in(5, room_capacity=1)
    first, second, third = crowd(meeting, 3)
    clock.move_to(NOON + timedelta(hours=1.5))
    say(meeting, first, "no")
    settle()
    for user in (second, third):
        assert mails_to(user) == ["meetings/waiting", "meetings/place_free_first"]
    assert say(meeting, third).state == State.YES
    assert say(meeting, second).state == State.WAITLISTED


def test_waiting_ends_at_the_start_without_a_mail(clock):
    meeting = meeting_in(30, room_capacity=1)
    first, second, third = crowd(meeting, 3)
    say(meeting, first, "no")
    before = OutboundMail.objects.count()
    clock.move_to(NOON + timedelta(hours=30, minutes=1))
    settle()
    assert states(meeting) == [State.NO, State.LAPSED, State.LAPSED]
    assert OutboundMail.objects.count() == before


def test_a_promotion_at_night_is_mailed_in_the_morning():
    with time_machine.travel(NOON + timedelta(hours=11), tick=False):
        meeting = meeting_in(200, room_capacity=1)
        first, second = crowd(meeting, 2)
        say(meeting, first, "no")
        mail = OutboundMail.objects.get(user=second, kind="meetings/place_free_going")
    assert mail.next_attempt_at == datetime(2026, 11, 18, 8, tzinfo=UTC)


def test_a_mail_kept_until_morning_does_not_go_when_the_answer_changes_meanwhile():
    with time_machine.travel(NOON + timedelta(hours=11), tick=False):
        meeting = meeting_in(200, room_capacity=1)
        first, second = crowd(meeting, 2)
        say(meeting, first, "no")
        say(meeting, second, "no")
    assert OutboundMail.objects.get(kind="meetings/place_free_going").state == OutboundMail.State.DROPPED
    assert OutboundMail.objects.get(user=second, kind="meetings/not_coming").state == OutboundMail.State.QUEUED


def test_settling_again_writes_nothing(django_assert_max_num_queries):
    meeting = meeting_in(100)
    crowd(meeting, 4)
    before = list(Rsvp.objects.values())
    mails = OutboundMail.objects.count()
    settle()
    settle()
    assert (list(Rsvp.objects.values()), OutboundMail.objects.count()) == (before, mails)


def test_one_broken_meeting_does_not_stop_the_others(clock, monkeypatch):
    broken, sound = meeting_in(30, room_capacity=1), meeting_in(30, room_capacity=1)
    for meeting in (broken, sound):
        with fixture_writes():
            make_rsvp(meeting=meeting, user=make_user(), state="offered", offer_expires_at=NOON, queued_at=NOON)
    whole = Rsvp.save

    def save(self, *args, **kwargs):
        if self.meeting_id == broken.pk:
            raise ValueError("broken")
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(Rsvp, "save", save)
    settle()
    assert Rsvp.objects.get(meeting=broken).state == State.OFFERED
    assert Rsvp.objects.get(meeting=sound).state == State.WAITLISTED


@pytest.mark.parametrize("how", [meetings.cancel, meetings.postpone])
def test_nobody_is_promoted_or_takes_up_an_offer_once_the_meeting_is_called_off(clock, staff, how):
    """Whoever hands places on, or says yes, may have read the meeting a moment before it was called off."""
    before = meeting_in(30, room_capacity=1)
    first, offered, waits = crowd(before, 3)
    say(before, first, "no")
    how(meeting=before, reason="Burst pipe.", by=staff)
    after = states(before)
    assert State.YES not in after
    mails = OutboundMail.objects.count()
    clock.move_to(NOON + timedelta(hours=20))
    settle_one(meeting=before, now=NOON + timedelta(hours=20))
    settle()
    for user in (offered, waits, make_user()):
        with pytest.raises(RuleBroken):
            say(before, user)
    assert states(before) == after and OutboundMail.objects.count() == mails
