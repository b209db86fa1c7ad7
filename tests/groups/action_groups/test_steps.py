"""What people do about their own memberships: pause, be back, leave, take back; and what is kept of it."""

import pytest

from camk.outbox.models import OutboundMail
from groups.action_groups.actions import deciding
from groups.action_groups.actions.leading import add_lead
from groups.action_groups.models import ActionGroupMembership
from tests.factories.action_groups import make_membership
from tests.factories.organisations import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership(member, action_group):
    return action_group.memberships.get()


def test_a_contact_pauses_is_back_and_leaves_from_the_page(client_of, member, membership, action_group):
    browser, url = client_of(member), action_group.get_absolute_url()
    assert "Yes, pause" in browser.get(f"{url}pause/").content.decode()
    browser.post(f"{url}pause/?membership={membership.pk}", {"reason": "Our hall is closed."})
    page = browser.get(url).content.decode()
    assert "Paused since" in page and "We are back" in page
    browser.post(f"{url}back/", {"membership": membership.pk})
    membership.refresh_from_db()
    assert membership.state == "active"
    browser.post(f"{url}leave/", {"reason": "Nearer home."})
    membership.refresh_from_db()
    assert (membership.state, membership.reason) == ("left", "Nearer home.")
    steps = list(membership.moves.values_list("old", "new", "reason", "by"))
    assert steps == [
        ("active", "paused", "Our hall is closed.", member.pk),
        ("paused", "active", "", member.pk),
        ("active", "left", "Nearer home.", member.pk),
    ]


def test_back_again_is_a_new_row_and_the_old_one_stays(client_of, member, membership, organisation, action_group):
    browser, url = client_of(member), action_group.get_absolute_url()
    browser.post(f"{url}leave/")
    browser.post(f"{url}join/", {"who": organisation.pk})
    states = action_group.memberships.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["left", "active"]


def test_nobody_takes_a_step_for_others(client_of, other_coordinator, membership, action_group):
    browser, url = client_of(other_coordinator), action_group.get_absolute_url()
    assert browser.post(f"{url}pause/?membership={membership.pk}").status_code == 404
    deciding.pause(membership=membership, by=None)
    assert browser.post(f"{url}back/", {"membership": membership.pk}).status_code == 404
    membership.refresh_from_db()
    assert membership.state == "paused"


def test_quiet_members_are_told_and_come_back_with_one_tap(client_of, member, membership, action_group):
    deciding.note_quiet(membership=membership, by=None)
    mail = OutboundMail.objects.get(kind="groups/membership_quiet")
    assert mail.user == member and "Netherfield Lunch Club has" in mail.text
    browser = client_of(member)
    assert "We are still here" in browser.get("/me/").content.decode()
    browser.post(f"{action_group.get_absolute_url()}back/", {"membership": membership.pk})
    membership.refresh_from_db()
    assert membership.state == "active"


def test_the_organisations_page_says_since_when_and_its_people_read_what_ended(
    client_of, visitor, member, membership, organisation, action_group
):
    url = organisation.get_absolute_url()
    assert f"since {membership.decided_at:%B %Y}" in client_of(visitor).get(url).content.decode()
    own = client_of(member).get(url).content.decode()
    assert f"/action-groups/{action_group.slug}/pause/" in own
    deciding.remove(membership=membership, reason="It is for schools now.", by=None)
    assert "It is for schools now." in client_of(member).get(url).content.decode()
    assert "It is for schools now." not in client_of(visitor).get(url).content.decode()


def test_my_page_shows_each_state_with_what_one_can_do(client_of, supporter, action_group):
    asked = make_membership(action_group=action_group, user=supporter, state="applied", decided_at=None)
    page = client_of(supporter).get("/me/").content.decode()
    assert "Take the request back" in page and "We answer within 2 working days" in page
    client_of(supporter).post(f"{action_group.get_absolute_url()}leave/?membership={asked.pk}")
    assert ActionGroupMembership.objects.get().state == "withdrawn"


def test_one_tap_from_the_list(client_of, coordinator, organisation, action_group, supporter):
    browser = client_of(coordinator)
    page = browser.get("/action-groups/").content.decode()
    assert f'name="who" value="{organisation.pk}"' in page
    browser.post(f"{action_group.get_absolute_url()}join/", {"who": organisation.pk})
    assert "Member</span>" in browser.get("/action-groups/").content.decode()
    assert 'name="who" value="self"' in client_of(supporter).get("/action-groups/").content.decode()


def test_a_lead_decides_whether_the_page_names_them(client_of, member, supporter, membership, action_group, staff):
    deciding_url = f"{action_group.get_absolute_url()}lead/"
    assert client_of(member).post(deciding_url, {"show": "1"}).status_code == 404, "no lead yet"
    add_lead(action_group=action_group, user=member, by=staff)
    url = action_group.get_absolute_url()
    assert "Led by" not in client_of(supporter).get(url).content.decode()
    client_of(member).post(deciding_url, {"show": "1"})
    assert "Led by Mo Member" in client_of(supporter).get(url).content.decode()
    client_of(member).post(deciding_url, {"hide": "1"})
    assert "Led by" not in client_of(supporter).get(url).content.decode()


def test_a_contact_of_two_organisations_chooses(client_of, coordinator, other_organisation, action_group):
    make_role(user=coordinator, organisation=other_organisation)
    page = client_of(coordinator).get("/action-groups/").content.decode()
    assert f'href="{action_group.get_absolute_url()}#join-h"' in page
