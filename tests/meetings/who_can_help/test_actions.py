"""Questions to the network: whom they are put to, who answers, and what time does to them."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from camk import merging
from camk.accounts import offices
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from groups.organisations.models import PublishChoice
from groups.organisations.publishing import Audience, Reader
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from meetings.connections.models import Connection
from meetings.who_can_help import actions
from meetings.who_can_help.actions.following import named_person
from meetings.who_can_help.matching import Question, who_can
from meetings.who_can_help.models import HelpAnswer, HelpAsked, HelpRequest
from meetings.who_can_help.tasks import follow_up
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


class Network:
    """Somebody who asks for an organisation, and one that can help."""

    def __init__(self):
        self.lunch = make_organisation(name="Lunch Club")
        self.ear = make_organisation(
            name="Listening Ear",
            description="Counselling for tired volunteers.",
            can_share="Training in befriending.",
        )
        self.band = make_organisation(name="Brass Band", description="Marches and waltzes.")
        self.nell = make_user("nell@example.org", name="Nell", phone="01632 960111")
        self.eve = make_user("eve@example.org", name="Eve")
        make_role(user=self.nell, organisation=self.lunch)
        make_role(user=self.eve, organisation=self.ear)

    def ask(self, words="Counselling for two of our volunteers", **chosen):
        question = Question(words, **chosen)
        return actions.ask(asker=self.nell, question=question, organisation=self.lunch, by=self.nell)


@pytest.fixture
def network(db):
    return Network()


def kinds(user) -> list[str]:
    rows = OutboundMail.objects.filter(user=user).order_by("pk")
    return [mail.kind.removeprefix("meetings/help_") for mail in rows]


def names(found) -> list[str]:
    return [one.organisation.name for one in found]


def test_who_can_help_by_words_theme_who_and_place(network):
    food, carers = Theme.objects.get(code="food"), Beneficiary.objects.get(code="carers")
    olney = Place.objects.get(code="olney-town")
    kitchen = make_organisation(name="Kitchen", description="Meals.", themes=[food], home=olney)
    other = make_organisation(name="Other Kitchen", description="Meals.", themes=[food])
    with fixture_writes():
        network.band.beneficiaries.set([carers])
    reader = Reader()
    assert names(who_can(Question("counseling for volunters"), reader)) == ["Listening Ear"], "slips are forgiven"
    assert names(who_can(Question("", theme=food, place=olney), reader)) == ["Kitchen", "Other Kitchen"]
    assert names(who_can(Question("", beneficiary=carers), reader)) == ["Brass Band"]
    assert names(who_can(Question("food parcels"), reader)) == ["Kitchen", "Other Kitchen"], "by the theme's keywords"
    assert names(who_can(Question("meals", theme=food), reader, but={kitchen.pk})) == [other.name]
    assert who_can(Question("zebra"), reader) == []


def test_a_field_that_the_reader_may_not_see_finds_nothing(network):
    question = Question("befriending")
    assert who_can(question, Reader(Audience.PUBLIC)) == [], "for CAG members unless it says otherwise"
    found = who_can(question, Reader(Audience.MEMBERS))
    assert names(found) == ["Listening Ear"] and found[0].why == ["Can share: Training in befriending."]
    with fixture_writes():
        PublishChoice.objects.create(organisation=network.ear, field="can_share", audience="staff")
    assert who_can(question, Reader(Audience.MEMBERS)) == []


def test_asking_puts_it_to_those_that_fit_and_holds_no_words_in_mails(network):
    row = network.ask()
    assert network.ask() == row, "sent twice it is one"
    assert row.state == "matched" and [a.organisation for a in row.asked.all()] == [network.ear]
    assert kinds(network.nell) == ["received"] and kinds(network.eve) == ["asked"]
    text = "".join(OutboundMail.objects.values_list("text", flat=True))
    assert "Counselling" not in text and "nell@" not in text
    assert network.ask("A zebra").state == "asked", "nobody fits"


def test_we_can_help_introduces_both_and_ties_the_organisations(network):
    row = network.ask()
    answer = actions.can_help(request=row, organisation=network.ear, words="Two hours a month.", by=network.eve)
    assert actions.can_help(request=row, organisation=network.ear, by=network.eve) == answer
    row.refresh_from_db()
    assert row.state == "introduced" and row.answered_at
    assert kinds(network.nell) == ["received", "answered"] and kinds(network.eve) == ["asked", "introduced"]
    assert "eve@example.org" in OutboundMail.objects.get(kind="meetings/help_answered").text
    assert "01632 960111" in OutboundMail.objects.get(kind="meetings/help_introduced").text
    tie = Connection.objects.get()
    assert (tie.origin, tie.state) == ("help", "introduced") and {tie.low, tie.high} == {network.lunch, network.ear}
    with pytest.raises(RuleBroken, match="do not act for Brass Band"):
        actions.can_help(request=row, organisation=network.band, by=network.eve)


def test_unanswered_for_three_working_days_it_goes_to_a_named_person(network, staff, monkeypatch):
    row = network.ask()
    _asked_on(row, datetime(2026, 12, 24, 10, tzinfo=LONDON))
    for day, passed in ((28, False), (29, False), (30, False), (31, True)):  # Christmas, Boxing Day, a weekend
        monkeypatch.setattr(timezone, "now", lambda day=day: datetime(2026, 12, day, 10, 30, tzinfo=LONDON))
        follow_up()
        row.refresh_from_db()
        assert bool(row.passed_on_at) is passed, day
    follow_up()
    assert row.owner == staff and kinds(staff) == ["waiting"]


def test_an_answered_question_is_passed_to_nobody(network, staff):
    row = network.ask()
    actions.can_help(request=row, organisation=network.ear, by=network.eve)
    _asked_on(row, timezone.now() - timedelta(days=20))
    follow_up()
    assert kinds(staff) == []


def test_the_named_person_is_the_staff_contact_of_a_cag_that_fits(network, staff):
    food, olney = Theme.objects.get(code="food"), Place.objects.get(code="olney-town")
    people = [make_user(f"{n}@example.org", office=offices.CONNECTOR) for n in ("own", "near", "about", "away")]
    own, near, about, away = people
    row = network.ask("A zebra", theme=food, place=olney)
    assert named_person(row) == staff, "longest in the office"
    make_action_group(staff_contact=about, themes=[food])
    assert named_person(row) == about
    make_action_group(staff_contact=near, place=olney.cluster)
    assert named_person(row) == near
    make_membership(action_group=make_action_group(staff_contact=own), organisation=network.lunch)
    assert named_person(row) == own
    with fixture_writes():
        own.is_active = False
        own.save()
    assert named_person(row) == near and away not in (own, near)


def test_our_office_answers_and_puts_it_on_an_agenda(network, staff):
    row = network.ask("A zebra")
    meeting = make_meeting(title="Wellbeing CAG")
    actions.put_on_agenda(request=row, meeting=meeting, title="Who knows a zebra?", by=staff)
    assert [item.title for item in meeting.agenda.all()] == ["Who knows a zebra?"]
    actions.answer_by_office(request=row, words="Ask the band.", organisations=[network.band], by=staff)
    assert kinds(network.nell) == ["received", "on_agenda", "office_answered"]
    mail = OutboundMail.objects.get(kind="meetings/help_office_answered")
    assert "Ask the band." in mail.text and network.band.get_absolute_url() in mail.text
    row.refresh_from_db()
    assert (row.state, row.owner, row.meeting) == ("introduced", staff, meeting)
    with pytest.raises(RuleBroken, match="still to come"):
        past = make_meeting(starts_at=timezone.now() - timedelta(days=3))
        actions.put_on_agenda(request=row, meeting=past, title="x", by=staff)


def test_two_weeks_later_did_it_help_and_then_it_is_closed(network):
    row = network.ask()
    actions.can_help(request=row, organisation=network.ear, by=network.eve)
    _set(row, answered_at=timezone.now() - timedelta(days=15))
    follow_up()
    follow_up()
    assert kinds(network.nell).count("did_it_help") == 1
    actions.tell_whether_it_helped(request=row, helped="yes", words="Two came back.", by=network.nell)
    row.refresh_from_db()
    assert (row.state, row.helped, row.helped_words) == ("closed", "yes", "Two came back.")
    silent = network.ask("Counselling again")
    actions.can_help(request=silent, organisation=network.ear, by=network.eve)
    long_ago = timezone.now() - timedelta(days=31)
    _set(silent, answered_at=long_ago, asked_back_at=long_ago)
    follow_up()
    silent.refresh_from_db()
    assert (silent.state, silent.helped) == ("closed", "")


def test_who_may_read_a_question(network, supporter, visitor, staff):
    row = network.ask()
    for user in (network.nell, network.eve, staff):
        assert row in HelpRequest.objects.visible_to(user)
    for user in (supporter, visitor):
        assert row not in HelpRequest.objects.visible_to(user)
    actions.close(request=row, by=staff)
    assert row not in HelpRequest.objects.visible_to(network.eve) and row in HelpRequest.objects.visible_to(
        network.nell
    )


@action
def merge(*, goes, stays):
    """What becomes of questions when staff join two records."""
    merging.move_all(goes=goes, stays=stays, by=None)


def test_merging_moves_questions_and_answers(network):
    row = network.ask()
    actions.can_help(request=row, organisation=network.ear, by=network.eve)
    twin = make_organisation(name="Listening Ear MK")
    merge(goes=network.ear, stays=twin)
    assert HelpAnswer.objects.get().organisation == HelpAsked.objects.get().organisation == twin
    merge(goes=network.lunch, stays=twin)
    assert not Connection.objects.exists() and HelpRequest.objects.get().organisation == twin


def _asked_on(row, moment):
    _set(row, created_at=moment)


def _set(row, **values):
    with fixture_writes():
        HelpRequest.objects.filter(pk=row.pk).update(**values)
