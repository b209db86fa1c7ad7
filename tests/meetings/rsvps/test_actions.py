"""Answering: what a yes, a no and a guest's answer lead to, and what it costs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from meetings.meetings.models import Meeting
from meetings.rsvps.actions import answer, answer_as_guest, answer_on_behalf
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_role
from tests.meetings.rsvps.counting import data_statements, writes

pytestmark = pytest.mark.django_db
State = Rsvp.State


def say(meeting, user, word="yes", **more):
    return answer(meeting=meeting, user=user, answer=word, by=user, **more)


def kinds(user):
    return list(OutboundMail.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def test_a_yes_takes_a_place_for_the_persons_organisation(coordinator, organisation):
    rsvp = say(make_meeting(), coordinator)
    assert (rsvp.state, rsvp.organisation, rsvp.party_size) == (State.YES, organisation, 1)
    assert rsvp.on_behalf_by is None
    mail = OutboundMail.objects.get(user=coordinator)
    assert mail.kind == "meetings/going"
    assert mail.calendar_method == "REQUEST"
    assert AuditEvent.objects.filter(verb="answer.given", by=coordinator).count() == 1


def test_a_supporter_answers_for_themselves(supporter):
    assert say(make_meeting(), supporter).organisation is None


def test_an_organisation_not_yet_admitted_is_not_said_to_come(supporter, organisation):
    make_role(user=supporter, organisation=organisation, state="asked")
    assert say(make_meeting(), supporter).organisation is None


def test_lead_contact_counts_before_other_roles(coordinator, organisation, other_organisation):
    make_role(user=coordinator, organisation=other_organisation, started_at=timezone.now() - timedelta(days=900))
    assert say(make_meeting(), coordinator).organisation == organisation


def test_the_organisation_named_is_kept_when_the_answer_changes(coordinator, other_organisation):
    make_role(user=coordinator, organisation=other_organisation)
    meeting = make_meeting()
    say(meeting, coordinator, organisation=other_organisation)
    say(meeting, coordinator, "no")
    assert say(meeting, coordinator).organisation == other_organisation


def test_saying_the_same_twice_changes_nothing(supporter):
    meeting = make_meeting()
    first = say(meeting, supporter, party_size=2)
    again = say(meeting, supporter, party_size=2)
    assert (again.pk, again.version) == (first.pk, first.version)
    assert kinds(supporter) == ["meetings/going"]
    assert AuditEvent.objects.filter(verb="answer.given").count() == 1


def test_one_row_per_person_whatever_they_say(supporter):
    meeting = make_meeting()
    versions = [say(meeting, supporter, word).version for word in ("yes", "no", "maybe", "yes")]
    assert Rsvp.objects.filter(meeting=meeting).count() == 1
    assert versions == [1, 2, 3, 4]


def test_each_state_has_its_own_mail(supporter):
    meeting = make_meeting(room_capacity=0)
    for word in ("maybe", "no", "yes"):
        say(meeting, supporter, word)
    assert kinds(supporter) == ["meetings/maybe", "meetings/not_coming", "meetings/waiting"]
    assert not OutboundMail.objects.exclude(calendar="").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "draft"}, "not published"),
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "postponed"}, "no new date"),
        ({"starts_at": timezone.now() - timedelta(minutes=5)}, "has started"),
    ],
)
def test_a_meeting_that_is_not_open_takes_no_answers(supporter, changes, words):
    with pytest.raises(RuleBroken, match=words):
        say(make_meeting(**changes), supporter)
    assert not Rsvp.objects.exists()


@pytest.mark.parametrize("size", [-1, 21, 10**6])
def test_a_party_is_1_to_20(supporter, size):
    with pytest.raises(RuleBroken, match="up to 20"):
        say(make_meeting(), supporter, party_size=size)


def test_a_party_left_out_means_one_person_or_the_party_of_before(supporter):
    meeting = make_meeting()
    assert say(meeting, supporter).party_size == 1
    say(meeting, supporter, party_size=3)
    assert say(meeting, supporter).party_size == 3


def test_more_people_than_there_is_room_for_keeps_the_place_already_held(supporter):
    meeting = make_meeting(room_capacity=2)
    say(meeting, supporter)
    with pytest.raises(RuleBroken, match="keep your place for 1"):
        say(meeting, supporter, party_size=3)
    assert Rsvp.objects.get().party_size == 1


def test_a_full_online_half_does_not_cost_the_place_in_the_room(supporter):
    meeting = make_meeting(mode="both", room_capacity=5, online_capacity=0)
    say(meeting, supporter, mode="room")
    with pytest.raises(RuleBroken, match="keep the place you have"):
        say(meeting, supporter, mode="online")
    assert Rsvp.objects.get().mode == "room"


def test_two_modes_are_counted_apart(supporter, coordinator):
    meeting = make_meeting(mode="both", room_capacity=1, online_capacity=1)
    assert say(meeting, supporter, mode="room").state == State.YES
    assert say(meeting, coordinator, mode="online").state == State.YES


def test_an_unknown_mode_of_a_meeting_with_both_is_refused(supporter):
    with pytest.raises(RuleBroken, match="in person or online"):
        say(make_meeting(mode="both"), supporter, mode="moon")


def test_an_answer_that_is_none_is_refused(supporter):
    with pytest.raises(RuleBroken, match="one of the answers"):
        say(make_meeting(), supporter, "offered")


# -- what it costs (quality.md: at most 8 data statements, of which 4 write) ------------------------------


@pytest.mark.parametrize("capacity", [None, 20])
def test_a_first_yes_costs_8_data_statements_of_which_4_write(client_of, coordinator, capacity):
    meeting = make_meeting(room_capacity=capacity)
    client = client_of(coordinator)
    client.get(f"/meetings/{meeting.slug}/")
    with data_statements() as seen:
        response = client.post(f"/meetings/{meeting.slug}/answer/", {"answer": "yes"})
    assert response.status_code == 302
    assert len(seen) == 8, "\n".join(seen)
    assert len(writes(seen)) == 4, "\n".join(writes(seen))


def test_joining_a_full_queue_costs_no_more(client_of, coordinator, supporter):
    meeting = make_meeting(room_capacity=1)
    make_rsvp(meeting=meeting, user=supporter)
    client = client_of(coordinator)
    with data_statements() as seen:
        client.post(f"/meetings/{meeting.slug}/answer/", {"answer": "yes"})
    assert Rsvp.objects.get(user=coordinator).state == State.WAITLISTED
    assert (len(seen), len(writes(seen))) == (8, 4), "\n".join(seen)


@time_machine.travel("2026-11-17 12:00", tick=True)  # by day: at night one more looks for mails kept until morning
def test_changing_an_answer_costs_7_data_statements_of_which_3_write(client_of, coordinator):
    meeting = make_meeting(room_capacity=20)
    client = client_of(coordinator)
    client.post(f"/meetings/{meeting.slug}/answer/", {"answer": "yes"})
    with data_statements() as seen:
        client.post(f"/meetings/{meeting.slug}/answer/", {"answer": "no"}, headers={"HX-Request": "true"})
    assert len(writes(seen)) == 3, "\n".join(writes(seen))
    assert len(seen) == 7, "\n".join(seen)


# -- guests ---------------------------------------------------------------------------------------------


def guest(meeting, email="new@example.org", word="yes", **more):
    answer_as_guest(meeting=meeting, email=email, name="Gita Guest", answer=word, by=None, **more)


def test_a_guest_takes_a_place_and_gets_the_link():
    meeting = make_meeting(room_capacity=3)
    guest(meeting, party_size=2)
    rsvp = Rsvp.objects.get()
    assert (rsvp.state, rsvp.party_size, rsvp.user.email) == (State.YES, 2, "new@example.org")
    assert rsvp.user.verified_at is None
    assert SecretLink.objects.get().token in OutboundMail.objects.get().text


def test_a_guest_with_an_account_answers_without_speaking_for_an_organisation(coordinator):
    guest(make_meeting(), coordinator.email.upper())
    rsvp = Rsvp.objects.get()
    assert (rsvp.user, rsvp.organisation) == (coordinator, None)
    coordinator.refresh_from_db()
    assert coordinator.name == "Cora Coordinator"


def test_an_answer_already_given_is_only_changed_by_the_mailed_link(coordinator):
    meeting = make_meeting()
    say(meeting, coordinator)
    guest(meeting, coordinator.email, "no")
    assert Rsvp.objects.get().state == State.YES
    assert kinds(coordinator) == ["meetings/going", "meetings/answer_link"]
    guest(meeting, coordinator.email, "no")
    assert kinds(coordinator) == ["meetings/going", "meetings/answer_link"]


def test_somebody_switched_off_gets_no_place_and_no_mail():
    person = make_user("gone@example.org", is_active=False)
    guest(make_meeting(), person.email)
    assert not Rsvp.objects.exists()
    assert not OutboundMail.objects.exists()


# -- on behalf, and who came -----------------------------------------------------------------------------


def test_staff_answer_for_somebody_who_rang(staff, organisation):
    rsvp = answer_on_behalf(
        meeting=make_meeting(),
        email="phone@example.org",
        name="Phyllis Phone",
        organisation=organisation,
        answer="yes",
        party_size=2,
        by=staff,
    )
    assert (rsvp.on_behalf_by, rsvp.organisation, rsvp.party_size) == (staff, organisation, 2)
    assert kinds(rsvp.user) == ["meetings/going"]
    assert AuditEvent.objects.get(verb="answer.given").by == staff


def test_their_own_later_answer_is_their_own(staff):
    meeting = make_meeting()
    rsvp = answer_on_behalf(meeting=meeting, email="p@example.org", name="P", answer="yes", by=staff)
    assert say(meeting, rsvp.user, "no").on_behalf_by is None


def test_a_closed_meeting_says_so_to_guests_known_and_unknown(coordinator):
    meeting = make_meeting(state=Meeting.State.CANCELLED)
    make_rsvp(meeting=meeting, user=coordinator)
    for email in (coordinator.email, "unknown@example.org"):
        with pytest.raises(RuleBroken, match="cancelled"):
            guest(meeting, email)
