"""The pages of CAGs."""

import pytest
from django.template import Context, Template

from groups.action_groups.models import ActionGroupMembership
from groups.programmes.models import Programme
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def test_the_list_stands_by_focus_without_drafts(client):
    make_action_group(name="Fridges", focus="issue")
    make_action_group(name="Secret plan", state="draft")
    make_action_group(name="Long gone", state="closed")
    page = client.get("/action-groups/").content.decode()
    assert page.index("By issue") < page.index("Fridges") < page.index("Closed") < page.index("Long gone")
    assert "Secret plan" not in page


def test_a_draft_is_for_staff(client_of, visitor, staff):
    url = make_action_group(name="Secret plan", state="draft").get_absolute_url()
    assert client_of(visitor).get(url).status_code == 404
    assert client_of(staff).get(url).status_code == 200


def test_the_page_says_why_who_and_thanks_the_funder(client, staff, organisation):
    with fixture_writes():
        programme = Programme.objects.create(name="P", slug="p", acknowledgement="Paid for by the Example Fund.")
    cag = make_action_group(name="Fridges", achieved="Two fridges.\nA van.", programme=programme, staff_contact=staff)
    make_membership(action_group=cag, organisation=organisation)
    make_membership(
        action_group=cag, organisation=make_organisation(name="Waits", state="unverified"), state="applied"
    )
    page = client.get(cag.get_absolute_url()).content.decode()
    for words in ("Why Fridges is there.", "Two fridges.", "Sandra Staff", "Example Fund", "Netherfield Lunch Club"):
        assert words in page
    assert "Waits" not in page and "staff@example.org" not in page


def test_a_cag_that_answers_an_emergency_says_so(client):
    words = "This CAG answers an emergency"
    assert words in client.get(make_action_group(name="Floods", is_response=True).get_absolute_url()).content.decode()
    assert words not in client.get(make_action_group(name="Fridges").get_absolute_url()).content.decode()


def test_a_visitor_is_led_to_the_joining_pages(client, action_group):
    response = client.post(f"{action_group.get_absolute_url()}join/")
    assert response["Location"] == f"/join/?cag={action_group.slug}"
    assert client.get(f"{action_group.get_absolute_url()}join/").status_code == 405


def test_joining_and_leaving_by_button(client_of, coordinator, organisation, action_group):
    url = action_group.get_absolute_url()
    browser = client_of(coordinator)
    assert "Join this CAG" in browser.get(url).content.decode()
    page = browser.post(f"{url}join/", {"who": organisation.pk}, follow=True).content.decode()
    assert "Netherfield Lunch Club is in this CAG" in page
    assert "Yes, leave" in browser.get(f"{url}leave/").content.decode()
    assert ActionGroupMembership.objects.get().state == "active"
    assert browser.post(f"{url}leave/").status_code == 302
    assert ActionGroupMembership.objects.get().state == "left"
    assert browser.get(f"{url}leave/").status_code == 404


def test_nobody_joins_for_an_organisation_of_others(client_of, coordinator, other_organisation, action_group):
    page = client_of(coordinator).post(
        f"{action_group.get_absolute_url()}join/", {"who": other_organisation.pk}, follow=True
    )
    assert "Choose one of these." in page.content.decode()
    assert not ActionGroupMembership.objects.exists()


def test_a_supporter_joins_alone_and_sees_the_request(client_of, supporter, action_group):
    page = client_of(supporter).post(f"{action_group.get_absolute_url()}join/", {"who": "self"}, follow=True)
    assert "You have asked to join" in page.content.decode()


def test_my_action_groups_shows_mine_only(member, action_group, other_coordinator):
    show = Template("{% load action_groups %}{% my_action_groups user %}")
    assert action_group.name in show.render(Context({"user": member}))
    assert action_group.name not in show.render(Context({"user": other_coordinator}))


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_same_number_of_questions(client, rows, django_assert_num_queries):
    for number in range(rows):
        cag = make_action_group(name=f"Cag {number}")
        make_membership(action_group=cag, organisation=make_organisation())
    client.get("/action-groups/")
    with django_assert_num_queries(1):
        client.get("/action-groups/")


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_asks_the_same_number_of_questions(
    client_of, coordinator, organisation, action_group, rows, django_assert_max_num_queries
):
    make_membership(action_group=action_group, organisation=organisation)
    for _ in range(rows):
        make_membership(action_group=action_group, organisation=make_organisation())
    make_role(user=coordinator, organisation=make_organisation(name="Second"))
    browser = client_of(coordinator)
    with django_assert_max_num_queries(27):
        browser.get(action_group.get_absolute_url())


def test_the_slack_link_is_for_members(client_of, member, supporter, action_group):
    with fixture_writes():
        action_group.slack_url = "https://example.slack.com/join/canary"
        action_group.save()
    assert "join/canary" in client_of(member).get(action_group.get_absolute_url()).content.decode()
    assert "join/canary" not in client_of(supporter).get(action_group.get_absolute_url()).content.decode()
