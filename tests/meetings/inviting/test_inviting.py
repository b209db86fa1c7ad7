"""Inviting to a meeting: who is chosen, who is left out, what is sent, and who is asked once more."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from groups.workspace.models import MailChoice
from meetings.inviting.actions import invite
from meetings.inviting.audience import Audience, choose
from meetings.inviting.models import InvitationRound, MeetingInvitation
from meetings.inviting.tasks import ask_again, send
from meetings.meetings import actions as meetings
from meetings.rsvps.actions import answer
from tests.factories.action_groups import make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_venue
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def person(organisation=None, **more):
    """Somebody who acts for an organisation of the network."""
    user = make_user()
    make_role(user=user, organisation=organisation or make_organisation(**more))
    return user


@fixture_writes()
def fits(organisation, **lists):
    for name, rows in lists.items():
        getattr(organisation, name).set(rows)
    return organisation


def names(audience):
    return set(choose(make_meeting(), audience, NOON).invited)


def test_the_audience_is_chosen_by_cag(action_group):
    member, alone, other = person(), make_user(), person()
    with fixture_writes():
        role = member.organisation_roles.get()
    make_membership(action_group=action_group, organisation=role.organisation)
    make_membership(action_group=action_group, user=alone)
    assert names(Audience(action_groups=[action_group])) == {member, alone}
    assert other not in names(Audience(action_groups=[action_group]))


def test_the_audience_is_chosen_by_place_theme_and_who_benefits():
    cluster = Place.objects.clusters().first()
    inside = Place.objects.filter(cluster=cluster).exclude(pk=cluster.pk).first()
    food, money = Theme.objects.offered()[:2]
    young = Beneficiary.objects.offered()[0]
    at_home = person(make_organisation(home=inside))
    works = person(fits(make_organisation(), places=[cluster], themes=[food], beneficiaries=[young]))
    talks = person(fits(make_organisation(), themes=[money]))
    assert names(Audience(place=cluster)) == {at_home, works}
    assert names(Audience(themes=[food, money])) == {works, talks}, "within one kind any will do"
    assert names(Audience(themes=[food], beneficiaries=[young])) == {works}
    assert names(Audience(themes=[money], beneficiaries=[young])) == set(), "different kinds must all hold"


def test_the_audience_is_chosen_by_earlier_attendance():
    regular, once, new = person(), person(), person()
    last = make_meeting(starts_at=NOON - timedelta(days=30))
    old = make_meeting(starts_at=NOON - timedelta(days=500))
    make_rsvp(meeting=last, user=regular, attendance="attended")
    make_rsvp(meeting=last, user=new, attendance="absent")
    make_rsvp(meeting=old, user=once, attendance="attended")
    assert names(Audience(meetings=[last])) == {regular}
    assert names(Audience(came="came")) == {regular}
    assert names(Audience(came="not_yet")) == {once, new}


def test_guests_of_one_meeting_are_let_be(action_group):
    guest = make_user(verified_at=None)
    last = make_meeting(starts_at=NOON - timedelta(days=30))
    make_rsvp(meeting=last, user=guest, attendance="attended")
    make_rsvp(meeting=last, user=make_user(), attendance="attended")
    assert names(Audience(meetings=[last])) == set()


def round_of(meeting, *users, **more):
    """Invite whoever is in the network, by their never having come."""
    return invite(meeting=meeting, audience=Audience(came="not_yet"), by=more.pop("by", None), **more)


def test_who_answered_was_invited_or_stopped_such_mail_is_left_out_and_counted(staff):
    meeting, invited, answered, stopped, away = make_meeting(), person(), person(), person(), person()
    make_rsvp(meeting=meeting, user=answered, state="no")
    with fixture_writes():
        MailChoice.objects.create(user=stopped, invitations=False)
        MailChoice.objects.create(user=away, away_until=(NOON + timedelta(days=9)).date())
    batch = round_of(meeting, by=staff)
    assert [row.user for row in MeetingInvitation.objects.all()] == [invited]
    assert (batch.invited, batch.answered, batch.before, batch.stopped) == (1, 1, 0, 2)
    late = person()
    batch = round_of(meeting, by=staff)
    assert (batch.invited, batch.answered, batch.before, batch.stopped) == (1, 1, 1, 2)
    assert MeetingInvitation.objects.filter(user=late).count() == 1
    assert AuditEvent.objects.filter(verb="meeting.invited", by=staff).count() == 2


def test_never_the_same_person_twice_for_one_meeting():
    meeting = make_meeting()
    user = person()
    round_of(meeting)
    with pytest.raises(RuleBroken, match="Nobody is left"):
        round_of(meeting)
    for _ in range(3):
        send()
    assert OutboundMail.objects.filter(user=user).count() == 1


def test_the_mail_has_the_answers_as_buttons_by_a_signed_link(client):
    meeting = make_meeting(mode="both", summary="Lunch and talk.")
    user = person()
    round_of(meeting, words="Do come, it is about your street.")
    send()
    mail = OutboundMail.objects.get(user=user)
    assert mail.kind == "meetings/invitation"
    assert "Do come, it is about your street." in mail.text
    assert mail.unsubscribe_url
    links = [line for line in mail.text.splitlines() if "/answers/" in line]
    assert [link.split("?")[1] for link in links] == ["answer=yes", "answer=online", "answer=no", "answer=maybe"]
    path = links[0].split("/answers/")[1]
    words = client.get(f"/answers/{path}").content.decode()
    assert "One more tap" in words
    assert not meeting.rsvps.exists(), "opening it changes nothing"
    client.post(f"/answers/{path.split('?')[0]}", {"answer": "yes"})
    rsvp = meeting.rsvps.get()
    assert (rsvp.user, rsvp.state, rsvp.organisation) == (user, "yes", user.organisation_roles.get().organisation)


def test_the_stop_in_the_mail_stops_invitations_and_nothing_else(client):
    user = person()
    round_of(make_meeting())
    send()
    client.post(OutboundMail.objects.get(user=user).unsubscribe_url, {"List-Unsubscribe": "One-Click"})
    choice = MailChoice.objects.get(user=user)
    assert (choice.invitations, choice.announcements, choice.often) == (False, True, "weekly")
    assert user not in choose(make_meeting(), Audience(came="not_yet"), NOON).invited


def test_at_night_nothing_goes_and_a_meeting_that_moves_meanwhile_is_told_of_as_it_is(staff):
    with time_machine.travel(NOON + timedelta(hours=10), tick=False):
        meeting = make_meeting(venue=make_venue())
        user = person()
        round_of(meeting)
        send()
        mail = OutboundMail.objects.get(user=user)
        assert mail.next_attempt_at == datetime(2026, 11, 18, 8, tzinfo=UTC)
        start = meeting.starts_at + timedelta(days=1)
        meetings.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
        send()
    states = OutboundMail.objects.filter(user=user).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["dropped", "queued"]


def test_nothing_is_sent_for_a_meeting_called_off_or_to_who_answered_meanwhile(staff):
    meeting, off = make_meeting(), make_meeting()
    quick = person()
    for each in (meeting, off):
        round_of(each)
    answer(meeting=meeting, user=quick, answer="yes", by=quick)
    meetings.cancel(meeting=off, reason="Burst pipe.", by=staff)
    send()
    assert not OutboundMail.objects.filter(kind="meetings/invitation").exists()
    assert not MeetingInvitation.objects.to_send().exists()


# -- asking once more ---------------------------------------------------------------------------------------


@pytest.fixture
def sent(clock):
    """A meeting in a month, one person invited five days ago."""
    meeting = make_meeting(starts_at=NOON + timedelta(days=30), room_capacity=2)
    user = person()
    round_of(meeting)
    send()
    clock.move_to(NOON + timedelta(days=5, minutes=1))
    return meeting, user


def asked(user):
    return OutboundMail.objects.filter(user=user, kind="meetings/invitation_again").count()


def test_the_unanswered_are_chased_once(sent, clock):
    _, user = sent
    for days in (5, 6, 12):
        clock.move_to(NOON + timedelta(days=days, minutes=1))
        ask_again()
    assert asked(user) == 1


@pytest.mark.parametrize("word", ["yes", "no", "maybe"])
def test_never_those_who_answered(sent, word):
    meeting, user = sent
    answer(meeting=meeting, user=user, answer=word, by=user)
    ask_again()
    assert asked(user) == 0


def test_not_if_full(sent):
    meeting, user = sent
    make_rsvp(meeting=meeting, user=make_user(), party_size=2)
    ask_again()
    assert asked(user) == 0


def test_not_if_cancelled(sent, staff):
    meeting, user = sent
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    ask_again()
    assert asked(user) == 0


def test_not_if_recently_told(sent, clock):
    _, user = sent
    other = make_meeting()
    round_of(other)
    send()
    ask_again()
    assert asked(user) == 0
    clock.move_to(NOON + timedelta(days=9))
    ask_again()
    assert asked(user) == 1


def test_not_before_five_days_nor_the_day_before(sent, clock):
    meeting, user = sent
    clock.move_to(NOON + timedelta(days=4))
    ask_again()
    clock.move_to(meeting.starts_at - timedelta(hours=20))
    ask_again()
    assert asked(user) == 0


def test_not_when_staff_said_once_is_enough(clock):
    user = person()
    round_of(make_meeting(starts_at=NOON + timedelta(days=30)), asks_again=False)
    send()
    clock.move_to(NOON + timedelta(days=6))
    ask_again()
    assert asked(user) == 0


# -- what changes meanwhile -----------------------------------------------------------------------------------


def news():
    """Subjects of what was told to people who were invited, with who they are."""
    rows = OutboundMail.objects.filter(kind="meetings/invited_news").exclude(state="dropped").order_by("pk")
    return [(row.user, row.subject.split(":")[0]) for row in rows]


def invited(number=1, **changes):
    meeting = make_meeting(starts_at=NOON + timedelta(days=30), venue=make_venue(), **changes)
    users = [person() for _ in range(number)]
    round_of(meeting)
    send()
    gone()
    return meeting, users


@fixture_writes()
def gone():
    """The mail server has taken what waited; before, a change writes the invitation anew instead."""
    OutboundMail.objects.filter(state="queued").update(state="sent")


def later(meeting, staff, days=1):
    start = meeting.starts_at + timedelta(days=days)
    meetings.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)


def test_who_was_invited_and_has_not_answered_is_told_of_a_move_once_and_never_who_answered(staff):
    meeting, (silent, yes, no, stopped) = invited(4)
    answer(meeting=meeting, user=yes, answer="yes", by=yes)
    answer(meeting=meeting, user=no, answer="no", by=no)
    with fixture_writes():
        MailChoice.objects.create(user=stopped, invitations=False)
    later(meeting, staff)
    assert news() == [(silent, "New time")]
    mail = OutboundMail.objects.get(kind="meetings/invited_news")
    assert "Before: Thursday 17 December" in mail.text and "answer=yes" in mail.text and mail.unsubscribe_url
    gone()
    later(meeting, staff, days=2)
    assert news() == [(silent, "New time")] * 2, "once for each change"


def test_who_was_invited_is_told_that_it_is_off_and_that_it_is_on_after_all(staff):
    meeting, (silent,) = invited()
    meetings.cancel(meeting=meeting, reason="Burst pipe.", by=staff)
    mail = OutboundMail.objects.get(kind="meetings/invited_news")
    assert "Burst pipe." in mail.text and "answer=yes" not in mail.text and "/meetings/" in mail.text
    gone()
    meeting.refresh_from_db()
    meetings.restore(meeting=meeting, by=staff)
    assert news() == [(silent, "Cancelled"), (silent, "It is on after all")]


def test_at_night_it_waits_and_what_is_taken_back_meanwhile_is_never_told(clock, staff):
    meeting, _ = invited()
    clock.move_to(NOON + timedelta(hours=10))
    meetings.postpone(meeting=meeting, reason="Ice.", by=staff)
    assert OutboundMail.objects.get(kind="meetings/invited_news").next_attempt_at.hour == 8
    meeting.refresh_from_db()
    meetings.restore(meeting=meeting, by=staff)
    assert news() == []


def test_saving_without_telling_tells_nobody_who_was_invited(staff):
    meeting, _ = invited()
    meeting.starts_at += timedelta(hours=1)
    meetings.revise(meeting=meeting, tell_people=False, by=staff)
    assert news() == []


def test_whoever_has_just_been_told_of_a_change_is_not_asked_once_more_the_same_day(sent, staff):
    meeting, user = sent
    gone()
    later(meeting, staff)
    ask_again()
    assert (asked(user), len(news())) == (0, 1)


# -- the staff pages ------------------------------------------------------------------------------------------


def test_staff_choose_look_and_send(client_of, staff, action_group):
    meeting, user = make_meeting(), person(name="Bread Club")
    make_membership(action_group=action_group, organisation=user.organisation_roles.get().organisation)
    browser = client_of(staff)
    page = f"/admin/meetings/meeting/{meeting.pk}/change/"
    step = f"/admin/meetings/meeting/{meeting.pk}/step/invite/"
    assert step in browser.get(page).content.decode()
    assert "Choose whom to invite" in browser.post(step, {}).content.decode()
    data = {"action_groups": [action_group.pk], "words": "Do come.", "asks_again": "on"}
    look = browser.post(step, data).content.decode()
    assert "1 person will be invited" in look
    assert "Bread Club" in look
    assert action_group.name in look
    assert not InvitationRound.objects.exists(), "looking sends nothing"
    said = browser.post(step, {**data, "confirmed": "1"}, follow=True).content.decode()
    assert "1 invited" in said
    batch = InvitationRound.objects.get()
    assert (batch.by, batch.words, batch.audience["action_groups"]) == (staff, "Do come.", [action_group.pk])
    answer(meeting=meeting, user=user, answer="yes", by=user)
    rows = browser.get("/admin/meetings/invitationround/").content.decode()
    assert '<td class="field-said_yes">1</td>' in rows
    assert '<td class="field-silent">0</td>' in rows
