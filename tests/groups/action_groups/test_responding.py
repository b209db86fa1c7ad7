"""A response to an emergency: one short form, a banner, an end by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.action_groups.actions.responding import open_response
from groups.action_groups.models import ActionGroup
from groups.action_groups.tasks import end_over
from groups.places.models import Place
from tests.factories.action_groups import make_action_group, make_membership

pytestmark = pytest.mark.django_db
URL = "/admin/groups/actiongroup/response/"


def test_opened_in_a_minute_it_is_public_with_a_banner(client_of, visitor, staff):
    today, place = timezone.localdate(), Place.objects.get(code="central")
    typed = {"name": "Flood response", "happened": "The river is over its banks.", "place": place.pk}
    browser = client_of(staff)
    assert "Open a response" in browser.get("/admin/groups/actiongroup/").content.decode()
    bad = browser.post(URL, typed | {"until": (today - timedelta(days=1)).isoformat()})
    assert "between today and a year from now" in bad.content.decode() and "Flood response" in bad.content.decode()
    browser.post(URL, typed | {"until": (today + timedelta(days=5)).isoformat()})
    response = ActionGroup.objects.get()
    assert response.is_response and response.staff_contact == staff and response.place == place
    for address in ("/", "/action-groups/", response.get_absolute_url()):
        assert "The river is over its banks." in client_of(visitor).get(address).content.decode(), address


def test_it_ends_by_itself_and_its_people_are_told(client, member, organisation):
    today = timezone.localdate()
    values = {"is_response": True, "happened": "Snow."}
    lasting = make_action_group(name="Lasting", response_until=today, **values)
    over = make_action_group(name="Over", response_until=today - timedelta(days=1), **values)
    make_membership(action_group=over, organisation=organisation)
    assert "Over" not in client.get("/").content.decode(), "the banner ends with the day, whenever the task runs"
    assert end_over() == 1 and end_over() == 0
    lasting.refresh_from_db()
    over.refresh_from_db()
    assert (lasting.state, over.state) == ("active", "closed")
    mail = OutboundMail.objects.get(kind="groups/cag_closed")
    assert mail.user == member and "The response ended as planned." in mail.text
    assert over.memberships.get().state == "ended"
    assert "Lasting" in client.get("/").content.decode()


def test_no_last_day_in_the_past(staff):
    today = timezone.localdate()
    with pytest.raises(RuleBroken, match="in the past"):
        open_response(name="X", happened="Y", place=None, until=today - timedelta(days=1), today=today, by=staff)


def test_only_staff_open_one(client_of, member, trustee):
    for user in (member, trustee):
        assert client_of(user).get(URL).status_code in (302, 403)
