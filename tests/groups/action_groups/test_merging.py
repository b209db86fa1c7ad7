"""Two CAGs become one: nothing is lost, nobody is twice in it, the old address leads on."""

import pytest

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions.deciding import approve
from groups.action_groups.actions.merging import merge
from groups.action_groups.actions.watching import watch
from groups.action_groups.models import ActionGroup, ActionGroupWatch
from groups.joining.actions import join_network
from groups.themes.models import Theme
from meetings.reminders.models import ReminderRule
from tests.factories.action_groups import (
    make_action_group,
    make_lead,
    make_membership,
    make_proposal,
    make_question,
)
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes(db):
    return make_action_group(name="Floods", focus="issue", purpose="Dry cellars.")


@pytest.fixture
def stays(db):
    return make_action_group(name="Weather", focus="issue")


def test_everything_follows(goes, stays, staff, supporter, organisation, member):
    meeting = make_meeting(action_groups=[goes])
    make_membership(action_group=goes, organisation=organisation)
    make_lead(action_group=goes, user=member)
    question = make_question(action_group=goes)
    proposal = make_proposal(action_group=goes, proposed_by=member)
    with fixture_writes():
        ReminderRule.objects.create(action_group=goes, days_before=3)
        goes.themes.set(Theme.objects.offered()[:1])
    watch(action_group=goes, user=supporter, by=supporter)
    merge(goes=goes, stays=stays, reason="It rains on all of us.", by=staff)
    goes.refresh_from_db()
    assert (goes.state, goes.merged_into) == ("merged", stays)
    assert list(meeting.action_groups.all()) == [stays]
    assert stays.memberships.get().organisation == organisation
    assert stays.leads.get().user == member and stays.watches.get().user == supporter
    assert (stays.questions.get(), stays.proposals.get()) == (question, proposal)
    assert stays.reminder_rules.count() == 1 and stays.themes.count() == 1
    came = stays.memberships.get().moves.get()
    assert came.came_from == "Floods" and came.old == came.new == "active"
    told = {mail.user: mail.text for mail in OutboundMail.objects.filter(kind="groups/cag_merged")}
    assert set(told) == {member, supporter} and "It rains on all of us." in told[member]
    assert AuditEvent.objects.filter(verb="cag.merged", target_id=str(stays.pk)).exists()


def test_its_purpose_stays_readable_and_its_address_leads_on(goes, stays, staff, client, client_of):
    merge(goes=goes, stays=stays, reason="It rains on all of us.", by=staff)
    for browser in (client, client_of(staff)):
        answer = browser.get(goes.get_absolute_url())
        assert answer.status_code == 301 and answer["Location"] == stays.get_absolute_url()
    page = client.get(stays.get_absolute_url()).content.decode()
    assert "Floods (by issue)" in page and "Dry cellars." in page and "It rains on all of us." in page
    assert "Dry cellars." in client.get("/action-groups/history/").content.decode()
    assert "Floods" not in client.get("/action-groups/").content.decode()
    assert client.get(f"/c/{goes.pk}/")["Location"].startswith(stays.get_absolute_url())


def test_a_request_that_waits_goes_on_waiting(goes, stays, staff, organisation):
    asked = make_membership(action_group=goes, organisation=organisation, state="applied", decided_at=None)
    merge(goes=goes, stays=stays, by=staff)
    asked.refresh_from_db()
    assert (asked.action_group, asked.state) == (stays, "applied")
    approve(membership=asked, by=staff)
    assert stays.memberships.active().get() == asked


@pytest.mark.parametrize(
    ("there", "here", "ended"),
    [("active", "applied", "withdrawn"), ("applied", "active", "withdrawn"), ("paused", "active", "ended")],
)
def test_who_is_in_both_stands_once_in_the_better_state(goes, stays, staff, organisation, there, here, ended):
    make_membership(action_group=goes, organisation=organisation, state=there)
    make_membership(action_group=stays, organisation=organisation, state=here)
    merge(goes=goes, stays=stays, by=staff)
    assert stays.memberships.live().get().state == "active"
    assert stays.memberships.exclude(state="active").get().state == ended
    assert not goes.memberships.exists()


def test_leads_and_followers_of_both_stand_once(goes, stays, staff, member, supporter):
    for cag in (goes, stays):
        make_lead(action_group=cag, user=member)
        watch(action_group=cag, user=supporter, by=supporter)
    merge(goes=goes, stays=stays, by=staff)
    assert stays.leads.filter(ended_on=None).count() == 1 and stays.leads.count() == 2
    assert ActionGroupWatch.objects.get().action_group == stays


def test_what_is_refused(goes, stays, staff):
    with pytest.raises(RuleBroken, match="itself"):
        merge(goes=goes, stays=goes, by=staff)
    with pytest.raises(RuleBroken, match="not running"):
        merge(goes=goes, stays=make_action_group(state="closed"), by=staff)
    merge(goes=goes, stays=stays, by=staff)
    with pytest.raises(RuleBroken):
        merge(goes=goes, stays=make_action_group(), by=staff)


def test_somebody_who_joins_meanwhile_joins_what_it_became(goes, stays, staff, supporter):
    third = make_action_group(name="Third")
    merge(goes=goes, stays=stays, by=staff)
    merge(goes=stays, stays=third, by=staff)
    answers = {"name": "Sam", "choice": "self", "action_groups": [goes.pk, stays.pk]}
    join_network(user=supporter, answers=answers, by=supporter)
    assert third.memberships.get().user == supporter
    assert ActionGroup.objects.today_of([goes.pk]).get() == third


def test_staff_see_first_what_would_follow(client_of, goes, stays, staff):
    make_membership(action_group=goes, organisation=make_organisation())
    browser = client_of(staff)
    url = f"/admin/groups/actiongroup/{goes.pk}/step/merge/"
    page = browser.post(url, {"stays": stays.pk, "reason": "One is enough."}).content.decode()
    assert "Members and requests to join" in page and "Nothing has happened yet" in page
    goes.refresh_from_db()
    assert goes.state == "active"
    browser.post(url, {"stays": stays.pk, "reason": "One is enough.", "confirmed": "on"})
    goes.refresh_from_db()
    assert goes.merged_into == stays
