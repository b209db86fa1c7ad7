"""Rows follow when two records become one: plain ones, unique ones, ties; a table nobody declared stops it."""

import pytest

from camk import merging
from camk.actions import action
from camk.addresses import OldAddress
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import Organisation
from groups.themes.models import Theme
from tests.factories.action_groups import make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@action
def carry_over(*, goes, stays, by=None):
    return merging.move_all(goes=goes, stays=stays, by=by)


@pytest.fixture
def two():
    return make_organisation(name="Lunch Club"), make_organisation(name="Lunch Club Netherfield")


def test_everything_that_points_at_the_one_points_at_the_other(two, action_group):
    goes, stays = two
    make_role(user=make_user("a@example.org"), organisation=goes)
    make_membership(action_group=action_group, organisation=goes)
    with fixture_writes():
        OldAddress.objects.create(kind="groups.organisation", slug="lunchers", target_id=goes.pk)
        OldAddress.objects.create(kind="groups.actiongroup", slug="other", target_id=goes.pk)
    words = {row[0]: row[1:] for row in merging.preview(goes, stays)}
    assert words["people who act for it, or did"] == (1, 0) and words["old addresses"] == (1, 0)
    carry_over(goes=goes, stays=stays)
    assert merging.preview(goes, stays) == []
    assert stays.roles.count() == stays.memberships.count() == 1
    assert OldAddress.objects.get(slug="lunchers").target_id == stays.pk
    assert OldAddress.objects.get(slug="other").target_id == goes.pk, "another kind of record with that number"
    assert AuditEvent.objects.filter(verb="merge.moved", target_id=str(stays.pk)).count() == 3


@pytest.mark.parametrize(("ours", "theirs"), [("applied", "active"), ("active", "applied"), ("active", "active")])
def test_of_two_live_rows_the_better_and_older_stays(two, action_group, ours, theirs):
    goes, stays = two
    make_membership(action_group=action_group, organisation=stays, state=ours)
    make_membership(action_group=action_group, organisation=goes, state=theirs)
    words = {row[0]: row[1:] for row in merging.preview(goes, stays)}
    assert words["CAG memberships and requests"] == (1, 1)
    carry_over(goes=goes, stays=stays)
    rows = ActionGroupMembership.objects.filter(organisation=stays).order_by("pk")
    assert sorted(row.state for row in rows) == sorted(
        ["active", "left" if (ours, theirs) == ("active", "active") else "withdrawn"]
    )
    assert all(row.ended_at and row.reason for row in rows if row.state != "active")


def test_what_both_have_in_a_list_stands_once(two):
    goes, stays = two
    food, health = Theme.objects.filter(code__in=["food", "health"]).order_by("code")
    with fixture_writes():
        goes.themes.set([food, health])
        stays.themes.set([food])
    carry_over(goes=goes, stays=stays)
    assert list(stays.themes.order_by("code")) == [food, health] and not goes.themes.exists()


def test_a_table_nobody_declared_stops_every_merge(two, monkeypatch):
    goes, stays = two
    monkeypatch.delitem(merging._carries, "meetings.Rsvp.organisation")
    assert merging.unknown(Organisation) == ["meetings.Rsvp.organisation"]
    with pytest.raises(RuleBroken, match=r"does not know how to carry over what is kept in meetings\.Rsvp"):
        carry_over(goes=goes, stays=stays)


def test_a_unique_relation_must_say_what_becomes_of_two(monkeypatch):
    assert merging.clashing_undeclared(Organisation) == []
    monkeypatch.setitem(merging._carries, "groups.OrganisationRole.organisation", merging.Carry("people"))
    assert merging.clashing_undeclared(Organisation) == ["groups.OrganisationRole.organisation"]
