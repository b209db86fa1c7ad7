"""The waiting list, case by case (meetings.md 2.1). Each test is named after its row of that table."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.rsvps.actions import answer
from meetings.rsvps.actions.waiting import offer_until
from meetings.rsvps.models import Rsvp
from meetings.rsvps.tasks import settle
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
State = Rsvp.State
# A Tuesday in winter: London time is UTC.
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def meeting_in(hours, **changes):
    return make_meeting(starts_at=NOON + timedelta(hours=hours), **{"room_capacity": 2, **changes})


def say(meeting, user, word="yes", **more):
    return answer(meeting=meeting, user=user, answer=word, by=user, **more)


def crowd(meeting, number, **more):
    """So many people say yes, one after the other."""
    return [say(meeting, make_user(), **more).user for _ in range(number)]


def states(meeting):
    return list(Rsvp.objects.filter(meeting=meeting).order_by("pk").values_list("state", flat=True))


def mails_to(user):
    return list(OutboundMail.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def edit(meeting, staff, **changes):
    """What the staff page does on saving."""
    meeting.refresh_from_db()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)


def test_who_does_not_fit_waits_and_is_told_so():
    meeting = meeting_in(100)
    people = crowd(meeting, 3)
    assert states(meeting) == [State.YES, State.YES, State.WAITLISTED]
    assert mails_to(people[2]) == ["meetings/waiting"]


def test_free_seat_while_people_wait_a_new_person_joins_the_queue(clock):
    meeting = meeting_in(100, room_capacity=2)
    big = make_user()
    crowd(meeting, 1)
    assert say(meeting, big, party_size=2).state == State.WAITLISTED
    # One place is free, but a party of two waits: the single person passes only because the two do not fit.
    assert say(meeting, make_user()).state == State.YES
    assert say(meeting, make_user()).state == State.WAITLISTED


def test_a_new_person_in_the_last_hours_is_told_like_those_who_wait(clock):
    meeting = meeting_in(5, room_capacity=1)
    first, second = crowd(meeting, 2)
    clock.move_to(NOON + timedelta(hours=2))
    say(meeting, first, "no")
    new = make_user()
    assert say(meeting, new).state == State.WAITLISTED
    assert say(meeting, second).state == State.YES
    assert Rsvp.objects.get(user=new).state == State.WAITLISTED


def test_a_promoted_person_who_cancels_is_not_offered_again_and_the_seat_returns():
    meeting = meeting_in(100)
    first, _, third, fourth = crowd(meeting, 4)
    say(meeting, first, "no")
    assert Rsvp.objects.get(user=third).state == State.YES
    say(meeting, third, "no")
    assert Rsvp.objects.get(user=fourth).state == State.YES
    say(meeting, fourth, "no")
    settle()
    assert Rsvp.objects.get(user=third).state == State.NO


def test_capacity_raised_promotes_in_the_same_transaction(staff):
    meeting = meeting_in(100, venue=make_venue())
    people = crowd(meeting, 4)
    edit(meeting, staff, room_capacity=3)
    assert states(meeting) == [State.YES] * 3 + [State.WAITLISTED]
    assert mails_to(people[2]) == ["meetings/waiting", "meetings/place_free_going"]


def test_capacity_lowered_evicts_nobody_and_stops_promoting(staff):
    meeting = meeting_in(100, venue=make_venue())
    people = crowd(meeting, 3)
    edit(meeting, staff, room_capacity=1)
    assert states(meeting) == [State.YES, State.YES, State.WAITLISTED]
    say(meeting, people[0], "no")
    assert Rsvp.objects.get(user=people[2]).state == State.WAITLISTED


def test_capacity_0_is_nobody_and_blank_is_no_limit():
    nobody, everybody = meeting_in(100, room_capacity=0), meeting_in(100, room_capacity=None)
    crowd(nobody, 2)
    crowd(everybody, 5, party_size=20)
    assert states(nobody) == [State.WAITLISTED] * 2
    assert states(everybody) == [State.YES] * 5


def test_the_limit_taken_away_lets_everybody_in(staff):
    meeting = meeting_in(100, venue=make_venue())
    crowd(meeting, 5)
    edit(meeting, staff, room_capacity=None)
    assert states(meeting) == [State.YES] * 5


def test_a_waiting_person_gets_no_calendar_entry_until_promoted():
    meeting = meeting_in(100)
    people = crowd(meeting, 3)
    assert not OutboundMail.objects.filter(user=people[2]).exclude(calendar="").exists()
    say(meeting, people[0], "no")
    mail = OutboundMail.objects.get(user=people[2], kind="meetings/place_free_going")
    assert mail.calendar_method == "REQUEST"


def test_each_waiting_state_has_its_own_mail(clock):
    meeting = meeting_in(30, room_capacity=1)
    first, second = crowd(meeting, 2)
    say(meeting, first, "no")
    clock.move_to(NOON + timedelta(hours=20))
    settle()
    assert mails_to(second) == ["meetings/waiting", "meetings/offered", "meetings/offer_over"]


def test_a_party_that_does_not_fit_is_passed_over_and_keeps_its_place_in_the_queue():
    meeting = meeting_in(100)
    first, second = crowd(meeting, 2)
    pair = say(meeting, make_user(), party_size=2)
    single = say(meeting, make_user())
    say(meeting, first, "no")
    assert Rsvp.objects.get(pk=single.pk).state == State.YES
    say(meeting, second, "no")
    say(meeting, single.user, "no")
    assert Rsvp.objects.get(pk=pair.pk).state == State.YES


def test_a_person_leaves_the_list_by_saying_so():
    meeting = meeting_in(100)
    people = crowd(meeting, 3)
    rsvp = say(meeting, people[2], "no")
    assert (rsvp.state, rsvp.queued_at) == (State.NO, None)
    say(meeting, people[0], "no")
    assert Rsvp.objects.get(pk=rsvp.pk).state == State.NO


def test_the_list_belongs_to_the_mode():
    meeting = meeting_in(100, mode="both", room_capacity=1, online_capacity=1)
    room = crowd(meeting, 2, mode="room")
    online = crowd(meeting, 2, mode="online")
    say(meeting, online[0], "no")
    assert Rsvp.objects.get(user=online[1]).state == State.YES
    assert Rsvp.objects.get(user=room[1]).state == State.WAITLISTED


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


def test_an_offer_never_runs_past_the_start():
    meeting = make_meeting(starts_at=datetime(2026, 11, 18, 10, tzinfo=UTC))
    late = datetime(2026, 11, 17, 22, tzinfo=UTC)
    assert offer_until(meeting, late) == datetime(2026, 11, 18, 9, tzinfo=UTC)


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
