"""Colleagues and claims: one mail, one link, one answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from camk.accounts.models import User
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from groups.invitations.actions import answering, inviting
from groups.invitations.models import Invitation
from groups.organisations.models import Organisation, OrganisationRole
from tests.factories.camk import make_user
from tests.factories.organisations import make_invitation, make_organisation, make_role
from tests.forgetting import forgotten
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def invite(organisation, by, email="cole@example.org", kind="trustee", purpose="colleague"):
    return inviting.invite(
        organisation=organisation, email=email, name="Cole League", kind=kind, purpose=purpose, by=by
    )


def address_of(invitation) -> str:
    text = OutboundMail.objects.filter(address=invitation.email).first().text
    return re.search(r"http\S+(/invitations/\S+)", text)[1]


def days_later(invitation, days):
    with fixture_writes():
        step = timedelta(days=days)
        changes = {"sent_at": invitation.sent_at - step, "expires_at": invitation.expires_at - step}
        Invitation.objects.filter(pk=invitation.pk).update(**changes)
        links = SecretLink.objects.filter(purpose="invitation", target_id=str(invitation.pk))
        links.update(expires_at=invitation.expires_at - step)


def type_code(client, page, email):
    mail = OutboundMail.objects.filter(address=email, is_secret=True).first()
    code = re.search(r"\b(\d{6})\b", mail.text)[1]
    return client.post(page["Location"], {"code": code}, follow=True)


def test_a_colleague_is_invited_and_acts_after_one_button(client, coordinator, organisation):
    invitation = invite(organisation, coordinator)
    assert not User.objects.filter(email="cole@example.org").exists()  # nobody is on record before they say yes
    address = address_of(invitation)
    page = client.get(address)
    assert "Cora Coordinator invites you" in page.text and page["Referrer-Policy"] == "same-origin"
    assert Invitation.objects.get().state == "invited"  # opening it changes nothing
    response = client.post(address, {"name": "Cole League"})
    role = OrganisationRole.objects.get(user__email="cole@example.org")
    assert (role.kind, role.state, role.user.verified_at is not None) == ("trustee", "current", True)
    assert response["Location"].endswith("next=%2Forganisations%2Fnetherfield-lunch-club%2Fpeople%2F")
    assert response.status_code == 302 and Invitation.objects.get().state == "accepted"
    assert OutboundMail.objects.get(kind="groups/invitation_accepted").user == coordinator
    assert client.get(address).status_code == 404  # used once


def test_an_invitation_runs_out_and_sending_it_again_starts_the_clock(client, coordinator, organisation):
    invitation = invite(organisation, coordinator)
    assert invitation.expires_at - invitation.sent_at == timedelta(days=14)
    with pytest.raises(RuleBroken, match="less than a day"):
        inviting.resend(invitation=invitation, by=coordinator)
    address = address_of(invitation)
    days_later(invitation, 15)
    assert client.get(address).status_code == 404
    with pytest.raises(RuleBroken, match="run out"):
        answering.accept(invitation=invitation, name="Cole")
    invitation.refresh_from_db()
    again = invite(organisation, coordinator)
    assert (again.pk, again.times_sent) == (invitation.pk, 2)
    assert OutboundMail.objects.filter(kind="groups/invitation").count() == 2
    assert client.get(address_of(again)).status_code == 200


def test_taken_back_opens_nothing(client, coordinator, organisation):
    invitation = invite(organisation, coordinator)
    inviting.take_back(invitation=invitation, by=coordinator)
    assert client.get(address_of(invitation)).status_code == 404
    with pytest.raises(RuleBroken):
        answering.accept(invitation=invitation, name="Cole")


def test_who_acts_for_it_already_is_not_invited(coordinator, organisation):
    with pytest.raises(RuleBroken, match="already"):
        invite(organisation, coordinator, email="Coordinator@example.org")


def test_a_contact_invites_and_takes_back_on_the_page(client_of, coordinator, organisation):
    browser, people = client_of(coordinator), f"{organisation.get_absolute_url()}people/"
    typed = {"name": "Cole League", "email": "cole@example.org", "kind": "finance"}
    page = browser.post(f"{people}invite/", typed, follow=True).text
    assert "We have written to cole@example.org." in page and "looks after the money" in page
    assert browser.post(f"{people}invite/", typed | {"kind": "lead"}).status_code == 200  # leading is handed over
    row = Invitation.objects.get()
    page = browser.post(f"{people}invitations/{row.pk}/again/", follow=True).text
    assert "less than a day ago" in page
    browser.post(f"{people}invitations/{row.pk}/take-back/")
    row.refresh_from_db()
    assert row.state == "taken_back"


# -- claims ------------------------------------------------------------------------------------------------


@pytest.fixture
def imported(db):
    """A record of a list, waiting, with an address and nobody who proved it."""
    listed = make_organisation(
        name="Bradwell Bowls", state="unverified", source="imported: list.csv", public_email="bowls@example.org"
    )
    with fixture_writes():
        Organisation.objects.filter(pk=listed.pk).update(admitted_at=None)
    return listed


def claim(organisation, staff):
    inviting.invite_to_claim(chosen=[(organisation, organisation.public_email, "")], by=staff)
    return Invitation.objects.get(organisation=organisation)


def test_a_record_is_claimed_by_the_link(client, staff, imported):
    invitation = claim(imported, staff)
    assert invitation.expires_at - invitation.sent_at == timedelta(days=60)
    address = address_of(invitation)
    assert "Is Bradwell Bowls yours?" in client.get(address).text
    assert "Tell us your name." in client.post(address, {}).text
    page = type_code(client, client.post(address, {"name": "Bo Wools"}), "bowls@example.org")
    assert page.redirect_chain[-1][0] == "/organisations/bradwell-bowls/profile/"
    imported.refresh_from_db()
    role = imported.roles.get()
    assert (role.kind, role.user.name, imported.state) == ("lead", "Bo Wools", "active")
    assert imported.admitted_by == staff  # their yes was the invitation


def test_not_now_can_come_back_and_not_us_closes(client, staff, imported):
    address = address_of(claim(imported, staff))
    assert "Not now, then" in client.post(f"{address}not-now/").text
    assert Invitation.objects.get().state == "not_now"
    assert client.get(address).status_code == 200
    assert "Thank you for telling us" in client.post(f"{address}not-us/").text
    assert client.get(address).status_code == 404
    imported.refresh_from_db()
    assert imported.state == "unverified" and not imported.roles.exists()


def test_a_second_claim_becomes_a_contact_beside_the_lead(staff, coordinator, organisation):
    invitation = invite(organisation, staff, kind="lead", purpose="claim")
    user = answering.accept(invitation=invitation, name="Cole League")
    assert user.organisation_roles.get().kind == "contact"


def test_a_claim_of_somebody_a_list_named_keeps_one_role(staff, imported):
    listed = make_user("bowls@example.org", name="B. Wools")
    with fixture_writes():
        User.objects.filter(pk=listed.pk).update(verified_at=None)
    make_role(user=listed, organisation=imported, kind="lead")
    answering.accept(invitation=claim(imported, staff), name="Bo Wools")
    role = imported.roles.get()
    assert (role.kind, role.user.name) == ("lead", "Bo Wools")


def test_addresses_that_came_to_nothing_are_forgotten(staff, imported, coordinator, organisation):
    invitation = claim(imported, staff)
    accepted = invite(organisation, coordinator)
    answering.accept(invitation=accepted, name="Cole")
    over = invitation.expires_at + inviting.FORGET_AFTER
    assert forgotten("invitations", now=over - timedelta(minutes=1)) == 0
    assert forgotten("invitations", now=over + timedelta(minutes=1)) == 1
    assert forgotten("invitations", now=over + timedelta(minutes=2)) == 0
    invitation.refresh_from_db()
    accepted.refresh_from_db()
    assert (invitation.email, invitation.state, accepted.email) == ("", "taken_back", "cole@example.org")


def test_the_audit_trail_holds_no_words(staff, imported):
    claim(imported, staff)
    rows = AuditEvent.objects.filter(verb__startswith="invitation.")
    assert rows.count() == 2 and "bowls@" not in str(list(rows.values("data")))


def test_one_live_invitation_for_an_address(organisation):
    make_invitation(organisation=organisation, email="a@example.org", state="taken_back")
    make_invitation(organisation=organisation, email="a@example.org")
    with pytest.raises(Exception, match="UNIQUE|unique"):
        make_invitation(organisation=organisation, email="a@example.org", state="not_now")


def test_the_clock_of_an_invitation_is_now(organisation):
    assert make_invitation(organisation=organisation, expires_at=timezone.now()).has_run_out
