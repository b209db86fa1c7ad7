"""The list of networks, the page of one, getting involved, being confirmed, leaving."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from camk.outbox.models import OutboundMail
from groups.networks.models import NetworkMembership, NetworkStep, NetworkSupport
from groups.themes.models import Theme
from tests.factories.networks import make_network, make_network_membership
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def mails(event):
    return list(OutboundMail.objects.filter(kind=f"groups/{event}").order_by("pk"))


def test_the_list_shows_older_and_newer_networks_and_narrows(client):
    food = Theme.objects.get(code="food")
    make_network(name="Old Alliance", kind="sector", origin="older", started_in=1998, lead_body="Some Body")
    make_network(name="Fridges Together", origin="pandemic", started_in=2020, themes=[food])
    make_network(name="In a Drawer", state="draft")
    make_network(name="Long Gone", state="ended")
    page = client.get("/networks/").content.decode()
    assert "Was there before the pandemic (1998)" in page and "Led by Some Body" in page
    assert "Came about because of the pandemic (2020)" in page and "In a Drawer" not in page
    assert page.index("<h2>Ended</h2>") < page.index("Long Gone")
    for query in ({"origin": "pandemic"}, {"theme": "food"}):
        page = client.get("/networks/", query).content.decode()
        assert "Fridges Together" in page and "Old Alliance" not in page
    page = client.get("/networks/", {"kind": "area"}).content.decode()
    assert "No network fits that" in page and "Show all" in page
    assert 'href="/networks/"' in client.get("/organisations/").content.decode()


def test_the_page_says_what_was_done_and_what_comes_next(client, organisation):
    network = make_network(name="Fridges Together", represents="Food Board\nHealth Board", how_to_join="Come along.")
    make_network_membership(network=network, organisation=organisation)
    today = timezone.localdate()
    with fixture_writes():
        NetworkSupport.objects.create(network=network, words="Found a room for the first meeting.")
        NetworkStep.objects.create(network=network, words="Print the poster", due_on=today - timedelta(days=2))
        NetworkStep.objects.create(network=network, words="Send the list", due_on=today + timedelta(days=2))
        done = {"state": "done", "settled_on": today, "outcome": "It hangs in the hall."}
        NetworkStep.objects.create(network=network, words="Make a banner", due_on=today, **done)
    page = client.get(network.get_absolute_url()).content.decode()
    for words in ("Food Board", "Found a room", "It hangs in the hall.", "Come along.", organisation.name):
        assert words in page
    assert page.index("Late") < page.index("Send the list")
    assert client.get(make_network(state="draft").get_absolute_url()).status_code == 404


def test_an_organisation_gets_involved_is_confirmed_and_leaves(
    client_of, visitor, coordinator, other_coordinator, organisation, other_organisation
):
    network = make_network(name="Fridges Together", lead_organisation=other_organisation)
    url = network.get_absolute_url()
    assert "We would like to get involved" in client_of(visitor).get(url).content.decode()
    assert client_of(visitor).get(f"{url}involved/").status_code == 302
    browser = client_of(coordinator)
    typed = {"organisation": organisation.pk, "words": "We have a freezer."}
    for _ in range(2):
        assert browser.post(f"{url}involved/", typed).status_code == 302
    row = NetworkMembership.objects.get()
    (mail,) = mails("network_interest")
    assert mail.user == other_coordinator and "We have a freezer." in mail.text and coordinator.email in mail.text
    page = browser.get(url).content.decode()
    assert "would like to be involved" in page and "We have a freezer" not in page
    decide = f"{url}organisations/{row.pk}/decide/"
    assert browser.post(decide, {"answer": "yes"}).status_code == 404
    browser = client_of(other_coordinator)
    assert "We have a freezer." in browser.get(url).content.decode()
    browser.post(decide, {"answer": "yes"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("confirmed", other_coordinator)
    assert [mail.user for mail in mails("network_confirmed")] == [coordinator]
    assert network.name in client_of(visitor).get(organisation.get_absolute_url()).content.decode()
    leave = f"{url}organisations/{row.pk}/leave/"
    assert client_of(other_coordinator).post(leave).status_code == 404
    assert client_of(coordinator).post(leave).status_code == 302
    row.refresh_from_db()
    assert row.state == "left" and row.ended_at


def test_not_this_time_is_told_and_may_be_asked_again(client_of, coordinator, staff, organisation):
    network = make_network(staff_contact=staff)
    url = network.get_absolute_url()
    client_of(coordinator).post(f"{url}involved/", {"organisation": organisation.pk})
    assert [mail.user for mail in mails("network_interest")] == [staff]
    client_of(staff).post(f"{url}organisations/{NetworkMembership.objects.get().pk}/decide/", {"answer": "no"})
    assert [mail.user for mail in mails("network_declined")] == [coordinator]
    client_of(coordinator).post(f"{url}involved/", {"organisation": organisation.pk})
    assert NetworkMembership.objects.waiting().count() == 1


def test_the_page_costs_the_same_with_one_organisation_and_with_thirty(client_of, coordinator):
    network = make_network(lead_organisation=make_organisation(name="Leads"))
    browser, costs = client_of(coordinator), []
    for number in (1, 29):
        for _ in range(number):
            make_network_membership(network=network, organisation=make_organisation())
            make_network_membership(network=network, organisation=make_organisation(), state="asked")
        browser.get(network.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            browser.get(network.get_absolute_url())
        costs.append(len(asked))
    assert costs == [9, 9]


def test_only_ones_own_admitted_organisation_and_only_an_open_network(
    client_of, coordinator, supporter, organisation, other_organisation
):
    network = make_network()
    url = f"{network.get_absolute_url()}involved/"
    page = client_of(coordinator).post(url, {"organisation": other_organisation.pk, "words": "Kept"}).content.decode()
    assert "Choose one of the organisations you act for." in page and "Kept" in page
    assert "Join us with yours first" in client_of(supporter).get(url).content.decode()
    waiting = make_organisation(name="Waits", state="unverified")
    make_role(user=supporter, organisation=waiting)
    page = client_of(supporter).post(url, {"organisation": waiting.pk}).content.decode()
    assert "waits to be part of our network" in page
    ended = make_network(state="ended")
    page = client_of(coordinator).post(f"{ended.get_absolute_url()}involved/", {"organisation": organisation.pk})
    assert "not open to new organisations" in page.content.decode()
    assert not NetworkMembership.objects.exists()
