"""Staff keep networks, what was done for them and what was promised; whoever sees to a step is nudged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.networks.actions import records
from groups.networks.models import Network, NetworkMembership, NetworkStep
from groups.networks.tasks import nudge
from tests.factories.networks import make_network, make_network_membership
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
BASE = "/admin/groups/network/"
STEPS = "/admin/groups/networkstep/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def test_a_network_from_its_record_to_its_end(office, client, staff, organisation):
    typed = {"name": "Fridges", "kind": "issue", "purpose": "Less waste.", "origin": "pandemic", "started_in": "2020"}
    page = office.post(f"{BASE}add/", typed)
    assert page.status_code == 302, page.context["adminform"].form.errors
    network = Network.objects.get()
    assert network.state == "draft"
    step = f"{BASE}{network.pk}/step/"
    today = timezone.localdate()
    office.post(f"{step}show/")
    office.post(f"{step}add-organisation/", {"organisation": organisation.pk})
    office.post(f"{step}add-support/", {"on": today.isoformat(), "words": "Paid for the hall."})
    office.post(f"{step}add-step/", {"words": "Print a poster", "due_on": today.isoformat(), "owner": staff.pk})
    page = office.get(f"{BASE}{network.pk}/change/").content.decode()
    assert all(words in page for words in ("Paid for the hall.", "Print a poster", organisation.name))
    assert NetworkMembership.objects.confirmed().get().organisation == organisation
    office.post(f"{BASE}{network.pk}/change/", typed | {"name": "Fridges Together"})
    assert office.get("/networks/fridges/")["Location"] == "/networks/fridges-together/"
    for name, state in (
        ("rest", "quiet"),
        ("wake", "active"),
        ("end", "ended"),
        ("wake", "active"),
        ("hide", "draft"),
    ):
        office.post(f"{step}{name}/")
        network.refresh_from_db()
        assert network.state == state


def test_a_year_to_come_and_two_lead_bodies_get_a_sentence(office, organisation):
    typed = {"name": "F", "kind": "issue", "purpose": "P", "origin": "since", "started_in": "2999"}
    typed |= {"lead_organisation": organisation.pk, "lead_body": "Another"}
    page = office.post(f"{BASE}add/", typed).content.decode()
    assert "not one to come" in page and "not both" in page


def test_a_step_is_done_or_dropped_with_a_reason_and_can_be_opened_again(office, staff):
    with fixture_writes():
        step = NetworkStep.objects.create(
            network=make_network(), words="Print", due_on=timezone.localdate() - timedelta(days=1), owner=staff
        )
    page = office.get(STEPS, {"due": "due"}).content.decode()
    assert "Print" in page and "Late" in page and "Print" in office.get(STEPS, {"due": "mine"}).content.decode()
    url = f"{STEPS}{step.pk}/step/"
    assert "Say why it is not going to happen" in office.post(f"{url}drop/", {"outcome": ""}).content.decode()
    for name, state in (("drop", "dropped"), ("open", "open"), ("done", "done")):
        office.post(f"{url}{name}/", {"outcome": "So it is."})
        step.refresh_from_db()
        assert step.state == state and bool(step.settled_on) == (state != "open")
    step.due_on = timezone.localdate()
    with pytest.raises(RuleBroken, match="settled"):
        records.save_step(step=step, by=staff)


def test_whoever_sees_to_a_step_is_told_on_its_day_and_weekly_five_times(staff):
    today = timezone.localdate()
    with fixture_writes():
        network = make_network()
        step = NetworkStep.objects.create(network=network, words="Print", due_on=today, owner=staff)
        NetworkStep.objects.create(network=network, words="Later", due_on=today + timedelta(days=1), owner=staff)
        NetworkStep.objects.create(network=network, words="Done", due_on=today, owner=staff, state="done")
    nudge()
    nudge()
    mail = OutboundMail.objects.get()
    assert (mail.user, mail.subject) == (staff, f"Due today: a next step for {network.name}")
    assert f"/admin/groups/networkstep/{step.pk}/change/" in mail.text and "Print" not in mail.text
    sent = [records.nudge_owners(today=step.due_on + timedelta(days=day)) for day in range(60)]
    assert sum(sent) == 4 + 5  # this one until it has been told five times, and the other as often
    assert OutboundMail.objects.filter(subject__startswith="Late").count() == 8


def test_requests_are_decided_in_the_staff_pages(office, coordinator, organisation, other_organisation):
    network = make_network()
    asked = make_network_membership(network=network, organisation=organisation, state="asked", asked_by=coordinator)
    other = make_network_membership(network=network, organisation=other_organisation, state="asked")
    base = "/admin/groups/networkmembership/"
    assert organisation.name in office.get(base, {"waiting": "yes"}).content.decode()
    office.post(f"{base}{asked.pk}/step/confirm/")
    office.post(f"{base}{other.pk}/step/decline/")
    office.post(f"{base}{asked.pk}/step/end/")
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.state, other.state) == ("left", "declined")
    assert OutboundMail.objects.get().user == coordinator
