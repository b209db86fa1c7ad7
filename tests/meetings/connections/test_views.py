"""Pages of connections: on the organisation's page, the list of its contacts, the figures."""

import pytest
from django.urls import reverse

from meetings.connections.models import Connection
from tests.factories.camk import make_user
from tests.factories.connections import make_connection
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(organisation, coordinator):
    other = make_organisation(name="Gentle Days Yoga")
    make_connection(organisation, other, state="joint_work", came_of_it="A garden hour.")
    return organisation, other


def sign_in(client, user):
    client.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return client


def test_everybody_reads_how_many_its_contacts_read_whom(client, pair, coordinator, supporter):
    own, _ = pair
    for person in (None, supporter):
        page = (sign_in(client, person) if person else client).get(own.get_absolute_url()).text
        assert "works with 1 other organisation" in page and "Gentle Days Yoga" not in page
    page = sign_in(client, coordinator).get(own.get_absolute_url()).text
    assert "Gentle Days Yoga" in page and "A garden hour." in page


def test_a_contact_writes_one_down_and_says_how_it_goes(client, organisation, coordinator):
    make_organisation(name="Gentle Days Yoga")
    make_organisation(name="Gentle Days Singing")
    address = reverse("meetings:connection-list", args=[organisation.slug])
    browser = sign_in(client, coordinator)
    answer = browser.post(address, {"name": "Gentle Days", "state": "talking", "came_of_it": "Tea."})
    assert answer.status_code == 200 and "Which one do you mean" in answer.text and "Tea." in answer.text
    assert "Tell us the name" in browser.post(address, {"state": "talking"}).text
    assert browser.post(address, {"name": "gentle days yoga", "state": "talking"}).status_code == 302
    row = Connection.objects.get()
    assert (row.origin, row.state, row.created_by) == ("contact", "talking", coordinator)
    change = reverse("meetings:connection-change", args=[organisation.slug, row.pk])
    assert browser.post(change, {"state": "joint_work", "came_of_it": "A choir."}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.came_of_it, row.changes.count()) == ("joint_work", "A choir.", 2)
    assert "A choir." in browser.get(address).text


def test_another_organisations_list_is_not_there(client, pair, supporter):
    own, _ = pair
    address = reverse("meetings:connection-list", args=[own.slug])
    assert client.get(address).status_code == 302
    stranger = make_user()
    make_role(user=stranger, organisation=make_organisation(name="Strangers"))
    assert sign_in(client, stranger).get(address).status_code == 404
    assert Connection.objects.visible_to(stranger).count() == 0


def test_trustees_read_numbers_and_staff_read_names(client, pair, staff, trustee):
    make_organisation(name="=Lonely Formula")
    page = sign_in(client, trustee).get(reverse("meetings:connection-figures")).text
    assert "organisation with no connection yet" in page and "Lonely" not in page
    assert client.get(reverse("meetings:connection-without-csv")).status_code == 404
    page = sign_in(client, staff).get(reverse("meetings:connection-figures")).text
    assert "=Lonely Formula" in page
    lines = client.get(reverse("meetings:connection-without-csv")).text.splitlines()
    assert len(lines) == 2 and lines[1].startswith("'=Lonely Formula,")


def test_staff_write_a_tie_down_in_the_staff_pages(client, pair, staff):
    own, other = pair
    third = make_organisation(name="Third")
    browser = sign_in(client, staff)
    add = reverse("admin:meetings_connection_add")
    sent = {"low": own.pk, "high": third.pk, "state": "talking", "came_of_it": ""}
    assert browser.post(add, sent).status_code == 302
    row = Connection.objects.between(own, third).get()
    assert row.origin == "staff"
    step = reverse("admin:meetings_connection_step", args=[row.pk, "how-far"])
    assert browser.post(step, {"state": "ended", "came_of_it": "They moved away."}).status_code == 302
    row.refresh_from_db()
    assert row.state == "ended"
    assert "They moved away." in browser.get(reverse("admin:meetings_connection_change", args=[row.pk])).text
