"""Joining and leaving a CAG, staff decisions, and a CAG's own history."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions import deciding, leading, records
from groups.action_groups.actions.joining import join, leave
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.action_groups.permissions import is_lead, is_member, may_end
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db


def test_an_admitted_organisation_is_in_at_once(organisation, coordinator, action_group):
    membership = join(action_group=action_group, organisation=organisation, by=coordinator)
    assert membership.state == "active" and membership.applied_by == coordinator
    assert is_member(coordinator, action_group)


def test_a_cag_may_ask_for_its_own_approval(organisation, coordinator):
    cag = make_action_group(asks_own_approval=True)
    assert join(action_group=cag, organisation=organisation, by=coordinator).state == "applied"
    assert not is_member(coordinator, cag)


def test_whoever_is_no_contact_yet_waits(organisation, supporter, action_group):
    make_role(user=supporter, organisation=organisation, state="asked")
    assert join(action_group=action_group, organisation=organisation, by=supporter).state == "applied"


def test_asking_again_changes_nothing(organisation, coordinator, action_group):
    first = join(action_group=action_group, organisation=organisation, by=coordinator)
    assert join(action_group=action_group, organisation=organisation, by=coordinator) == first
    assert ActionGroupMembership.objects.count() == 1


def test_nobody_joins_what_does_not_run(organisation, coordinator):
    with pytest.raises(RuleBroken, match="not running"):
        join(action_group=make_action_group(state="paused"), organisation=organisation, by=coordinator)


def test_an_archived_organisation_cannot_join(coordinator, action_group):
    gone = make_organisation(name="Gone", state="archived")
    make_role(user=coordinator, organisation=gone)
    with pytest.raises(RuleBroken, match="not part of the network"):
        join(action_group=action_group, organisation=gone, by=coordinator)


def test_one_yes_admits_a_supporter_everywhere(supporter, staff, action_group):
    other, own = make_action_group(name="Other"), make_action_group(asks_own_approval=True)
    rows = [join(action_group=cag, user=supporter, by=supporter) for cag in (action_group, other, own)]
    assert {row.state for row in rows} == {"applied"}
    deciding.approve(membership=rows[0], by=staff)
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["active", "active", "applied"]
    assert "Other" in OutboundMail.objects.get(kind="groups/membership_approved").subject
    # From then on the door is open.
    assert join(action_group=make_action_group(), user=supporter, by=supporter).state == "active"


def test_an_organisation_is_admitted_to_the_network_first(staff, action_group):
    waiting = make_organisation(name="Waits", state="unverified")
    asked = make_membership(action_group=action_group, organisation=waiting, state="applied")
    with pytest.raises(RuleBroken, match="to the network first"):
        deciding.approve(membership=asked, by=staff)


def test_a_no_and_a_removal_say_why(organisation, coordinator, staff, action_group):
    cag = make_action_group(name="Closed circle", asks_own_approval=True)
    asked = join(action_group=cag, organisation=organisation, by=coordinator)
    deciding.reject(membership=asked, reason="It is for schools.", by=staff)
    inside = join(action_group=action_group, organisation=organisation, by=coordinator)
    with pytest.raises(RuleBroken, match="reason"):
        deciding.remove(membership=inside, reason="", by=staff)
    deciding.remove(membership=inside, reason="You asked us to.", by=staff)
    texts = [mail.text for mail in OutboundMail.objects.filter(kind="groups/membership_refused").order_by("pk")]
    assert "It is for schools." in texts[0] and "no longer in" in texts[1]
    # Another request is a new row.
    assert join(action_group=cag, organisation=organisation, by=coordinator).pk != asked.pk


def test_pause_and_resume(organisation, staff, action_group):
    membership = make_membership(action_group=action_group, organisation=organisation)
    deciding.pause(membership=membership, by=staff)
    with pytest.raises(RuleBroken):
        deciding.pause(membership=membership, by=staff)
    deciding.resume(membership=membership, by=staff)
    membership.refresh_from_db()
    assert membership.state == "active"


def test_leaving_ends_access_and_keeps_the_row(member, organisation, action_group):
    membership = action_group.memberships.get()
    assert may_end(member, membership)
    leave(membership=membership, by=member)
    membership.refresh_from_db()
    assert membership.state == "left" and membership.ended_at
    assert not is_member(member, action_group)
    assert list(ActionGroup.objects.of(member)) == []


def test_a_request_is_taken_back(supporter, other_coordinator, action_group):
    asked = join(action_group=action_group, user=supporter, by=supporter)
    assert not may_end(other_coordinator, asked)
    leave(membership=asked, by=supporter)
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_a_changed_purpose_stays_readable_and_the_old_address_leads_on(action_group, staff, client):
    old_url = action_group.get_absolute_url()
    action_group.name, action_group.purpose, action_group.focus = "Central and South", "Wider now.", "issue"
    records.save_action_group(action_group=action_group, by=staff)
    before = action_group.changes.get()
    assert (before.name, before.focus, before.by) == ("Central Collaborative Action Group", "area", staff)
    response = client.get(old_url)
    assert response.status_code == 301 and response["Location"] == "/action-groups/central-and-south/"
    page = client.get(response["Location"]).content.decode()
    assert "How it has changed" in page and "Why Central Collaborative Action Group is there." in page


def test_a_small_correction_makes_no_history(action_group, staff):
    action_group.achieved = "A lunch."
    records.save_action_group(action_group=action_group, by=staff)
    assert not action_group.changes.exists()


def test_closing_ends_every_membership_and_it_can_start_again(organisation, supporter, staff, action_group):
    inside = make_membership(action_group=action_group, organisation=organisation)
    asked = make_membership(action_group=action_group, user=supporter, state="applied")
    records.change_state(action_group=action_group, state="closed", by=staff)
    inside.refresh_from_db()
    asked.refresh_from_db()
    action_group.refresh_from_db()
    assert (inside.state, asked.state, action_group.state) == ("ended", "rejected", "closed")
    assert action_group.closed_at and action_group.changes.get().state == "active"
    with pytest.raises(RuleBroken):
        records.change_state(action_group=action_group, state="paused", by=staff)
    records.change_state(action_group=action_group, state="active", by=staff)
    action_group.refresh_from_db()
    assert action_group.closed_at is None


def test_a_lead_is_one_of_the_members(member, supporter, staff, action_group):
    with pytest.raises(RuleBroken, match="not in this CAG"):
        leading.add_lead(action_group=action_group, user=supporter, by=staff)
    leading.add_lead(action_group=action_group, user=member, by=staff)
    assert is_lead(member, action_group)
    leading.end_lead(lead=action_group.leads.get(), by=staff)
    assert not is_lead(member, action_group)
