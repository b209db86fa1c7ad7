"""Staff start, change and close CAGs and decide on requests, through the same actions."""

import pytest

from groups.action_groups.models import ActionGroup
from tests.factories.action_groups import make_action_group, make_membership

pytestmark = pytest.mark.django_db
BASE = "/admin/groups/actiongroup/"
MEMBERS = "/admin/groups/actiongroupmembership/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def values(**changes):
    return {"name": "Fridges", "focus": "issue", "purpose": "Less waste.", "started_on": "2026-10-01", **changes}


def test_start_change_pause_close_and_start_again(office):
    page = office.post(f"{BASE}add/", values())
    assert page.status_code == 302, page.context["adminform"].form.errors
    cag = ActionGroup.objects.get()
    assert (cag.slug, cag.state) == ("fridges", "active")
    office.post(f"{BASE}{cag.pk}/change/", values(purpose="Less waste, more meals.", focus="initiative"))
    assert cag.changes.get().focus == "issue"
    for step, state in (("pause", "paused"), ("start", "active"), ("close", "closed"), ("start", "active")):
        office.post(f"{BASE}{cag.pk}/step/{step}/")
        cag.refresh_from_db()
        assert cag.state == state


def test_leads(office, member, action_group, supporter):
    url = f"{BASE}{action_group.pk}/step/add-lead/"
    page = office.get(url).content.decode()
    assert "Mo Member" in page and "Sam Supporter" not in page
    office.post(url, {"user": member.pk})
    lead = action_group.leads.get()
    assert "Mo Member" in office.get(f"{BASE}{action_group.pk}/change/").content.decode()
    office.post(f"{BASE}{action_group.pk}/step/end-lead/", {"lead": lead.pk})
    lead.refresh_from_db()
    assert lead.ended_on is not None


def test_requests_are_decided(office, organisation, supporter, action_group):
    asked = make_membership(action_group=action_group, organisation=organisation, state="applied")
    alone = make_membership(action_group=make_action_group(), user=supporter, state="applied")
    page = office.get(MEMBERS, {"waiting": "yes"}).content.decode()
    assert "Netherfield Lunch Club" in page and "Sam Supporter" in page
    office.post(f"{MEMBERS}{asked.pk}/step/approve/")
    assert office.post(f"{MEMBERS}{alone.pk}/step/reject/", {"reason": ""}).status_code == 200
    office.post(f"{MEMBERS}{alone.pk}/step/reject/", {"reason": "Full."})
    asked.refresh_from_db()
    alone.refresh_from_db()
    assert (asked.state, alone.state) == ("active", "rejected")
    office.post(f"{MEMBERS}{asked.pk}/step/remove/", {"reason": "Wished so."})
    asked.refresh_from_db()
    assert asked.state == "removed"


def test_several_requests_at_once(office, organisation, supporter, action_group):
    rows = [
        make_membership(action_group=action_group, organisation=organisation, state="applied"),
        make_membership(action_group=action_group, user=supporter, state="applied"),
        make_membership(action_group=make_action_group(), user=supporter, state="applied"),
    ]
    office.post(MEMBERS, {"action": "approve_chosen", "_selected_action": [row.pk for row in rows]})
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["active"] * 3
