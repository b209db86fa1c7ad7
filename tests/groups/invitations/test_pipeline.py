"""The recruitment pipeline: every stage is reached, counted and shown."""

import pytest

from camk.outbox.models import OutboundMail
from groups.invitations.actions import answering, inviting
from groups.invitations.models import Invitation
from groups.invitations.pipeline import Stage, counts, pipeline, why_not
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def listed(name, **changes):
    values = {"state": "unverified", "source": "imported: list.csv", "public_email": f"{name.lower()}@example.org"}
    return make_organisation(name=name, **values | changes)


@pytest.fixture
def network(staff):
    """One organisation at each stage, and one that joined by itself."""
    rows = {stage: listed(stage.title()) for stage in Stage.values}
    listed("Mute", public_email="")
    make_organisation(name="Joined online")
    for stage in Stage.values[1:]:
        chosen = [(rows[stage], f"{stage}@example.org", "")]
        assert inviting.invite_to_claim(chosen=chosen, by=staff) == (1, [])
    by_stage = {row.organisation.name.lower(): row for row in Invitation.objects.select_related("organisation")}
    with fixture_writes():
        OutboundMail.objects.filter(address="bounced@example.org").update(state="failed")
    answering.say_not_us(invitation=by_stage["declined"])
    for stage in ("accepted", "attended"):
        answering.accept(invitation=by_stage[stage], name="Ann")
    make_rsvp(meeting=make_meeting(), user=make_user(), organisation=rows["attended"], attendance="attended")
    return rows


def test_each_organisation_stands_where_it_is(network, django_assert_num_queries):
    with django_assert_num_queries(1):
        stages = {row.name: row.stage for row in pipeline()}
    assert stages == {stage.title(): stage for stage in Stage.values} | {"Mute": "identified"}
    assert {row["code"]: row["number"] for row in counts()} == dict.fromkeys(Stage.values, 1) | {"identified": 2}


def test_the_reason_why_somebody_is_not_invited(network):
    reasons = {row.name: why_not(row) for row in pipeline()}
    assert reasons["Identified"] == reasons["Invited"] == reasons["Bounced"] == ""
    assert "no address" in reasons["Mute"] and "not them" in reasons["Declined"]
    assert "already" in reasons["Accepted"]


def test_a_contact_named_by_the_list_is_written_to(staff):
    organisation = listed("Named")
    person = make_user("named@example.com", name="Nan Named")
    with fixture_writes():
        type(person).objects.filter(pk=person.pk).update(verified_at=None)
    make_role(user=person, organisation=organisation, kind="lead")
    row = pipeline().get()
    assert (row.address, row.contact, row.stage) == ("named@example.com", "Nan Named", "identified")


def test_staff_choose_look_and_send_in_one_batch(client_of, staff, coordinator):
    rows = [listed(f"Club{number}") for number in range(30)]
    mute = listed("Mute", public_email="")
    browser, url = client_of(staff), "/admin/groups/invitation/pipeline/"
    page = browser.get(f"{url}?stage=identified").text
    assert "31 organisations" in page and "We know no address." in page
    chosen = {"organisation": [row.pk for row in [*rows, mute]]}
    page = browser.post(f"{url}invite/", chosen).text
    assert "30 invitations will be sent." in page and "Not invited: We know no address." in page
    assert not Invitation.objects.exists()  # looking sends nothing
    page = browser.post(f"{url}invite/", chosen | {"send": "1"}, follow=True).text
    assert "Invitations sent: 30." in page
    assert OutboundMail.objects.filter(kind="groups/claim").count() == 30
    page = browser.post(f"{url}invite/", chosen | {"send": "1"}, follow=True).text
    assert "Invitations sent: 0." in page and "less than a day ago" in page
    assert "Club7" in browser.get(f"{url}?stage=invited&q=club7").text
    assert client_of(coordinator).get(url).status_code == 302


def test_one_invitation_is_sent_again_or_taken_back_from_its_own_page(client_of, staff):
    inviting.invite_to_claim(chosen=[(listed("Club"), "club@example.org", "")], by=staff)
    row = Invitation.objects.get()
    browser, url = client_of(staff), f"/admin/groups/invitation/{row.pk}/"
    assert "Take back" in browser.get(f"{url}change/").text
    browser.post(f"{url}step/take-back/")
    row.refresh_from_db()
    assert row.state == "taken_back"
