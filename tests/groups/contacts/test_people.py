"""People of an organisation: applications, handing over, leaving, taking over."""

import pytest

from camk.accounts.actions import switch_off
from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.contacts.actions import applications
from groups.organisations.actions import contacts
from groups.organisations.models import Organisation, OrganisationRole
from tests.factories.camk import make_user
from tests.factories.organisations import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(organisation, coordinator):
    nia = make_user("nia@example.org", name="Nia New")
    return contacts.ask_to_act(organisation=organisation, user=nia, by=nia)


def people(organisation):
    return f"{organisation.get_absolute_url()}people/"


def test_the_lead_contact_is_told_that_somebody_asks(asking, coordinator):
    mail = OutboundMail.objects.get(kind="groups/role_asked")
    assert mail.user == coordinator and "Nia New asks to act" in mail.subject


def test_a_question_an_answer_and_a_yes(client_of, asking, coordinator, organisation):
    url = f"{people(organisation)}asked/{asking.pk}/"
    client_of(coordinator).post(url, {"words": "Which day do you help?"})
    mail = OutboundMail.objects.get(kind="groups/role_question")
    assert mail.user == asking.user and "Which day do you help?" in mail.text
    page = client_of(asking.user).get("/me/").text
    assert "A question for you" in page
    client_of(asking.user).post(url, {"words": "On Thursdays, in the kitchen."})
    told = OutboundMail.objects.get(kind="groups/role_answered")
    assert told.user == coordinator and "Thursdays" not in told.text
    page = client_of(coordinator).get(url).text
    assert "Which day do you help?" in page and "On Thursdays, in the kitchen." in page
    client_of(coordinator).post(f"{url}accept/")
    asking.refresh_from_db()
    assert (asking.state, asking.kind, asking.decided_by) == ("current", "contact", coordinator)
    assert "Thursdays" not in str(list(AuditEvent.objects.values("data")))
    assert "Sorry" not in client_of(coordinator).post(url, {"words": "Late"}).text
    assert asking.messages.count() == 2  # decided: nothing more is written


def test_no_has_a_reason_and_the_thread_stays(client_of, asking, coordinator, organisation):
    url = f"{people(organisation)}asked/{asking.pk}/"
    applications.ask(role=asking, words="Who are you?", by=coordinator)
    assert "Give a reason" in client_of(coordinator).post(f"{url}refuse/", {"reason": ""}).text
    client_of(coordinator).post(f"{url}refuse/", {"reason": "We do not know you."})
    page = client_of(asking.user).get(url).text
    assert "We do not know you." in page and "Who are you?" in page
    assert list(Organisation.objects.of(asking.user)) == []


def test_an_application_is_for_both_sides_and_staff(
    client_of, asking, member, other_coordinator, staff, organisation
):
    url = f"{people(organisation)}asked/{asking.pk}/"
    statuses = [client_of(who).get(url).status_code for who in (asking.user, staff, member, other_coordinator)]
    assert statuses == [200, 200, 404, 404]
    assert client_of(asking.user).post(f"{url}accept/").status_code == 404  # nobody lets themselves in


def test_the_lead_is_handed_over(client_of, coordinator, member, organisation):
    role = member.organisation_roles.get()
    browser = client_of(coordinator)
    assert "lead contact?" in browser.get(f"{people(organisation)}{role.pk}/lead/").text
    browser.post(f"{people(organisation)}{role.pk}/lead/")
    kinds = dict(OrganisationRole.objects.current().values_list("user__email", "kind"))
    assert kinds == {"member@example.org": "lead", "coordinator@example.org": "contact"}
    assert OutboundMail.objects.get(kind="groups/made_lead").user == member
    assert browser.post(f"{people(organisation)}{role.pk}/lead/").status_code == 404  # she leads no more


def test_when_the_lead_leaves_the_others_are_asked_and_one_takes_over(client_of, coordinator, member, organisation):
    role = coordinator.organisation_roles.get()
    client_of(coordinator).post(f"{people(organisation)}{role.pk}/end/")
    assert client_of(coordinator).get(people(organisation)).status_code == 404  # at once
    assert OutboundMail.objects.get(kind="groups/lead_needed").user == member
    assert list(Organisation.objects.without_lead()) == [organisation]
    page = client_of(member).get("/me/").text
    assert f"Who leads {organisation} now?" in page
    page = client_of(member).post(f"{people(organisation)}take-over/", follow=True).text
    assert "You are the lead contact" in page
    assert list(Organisation.objects.without_lead()) == []
    assert "Tell people about" in client_of(member).get("/me/").text  # her tasks now


def test_nobody_takes_over_from_a_lead(client_of, coordinator, member, organisation):
    page = client_of(member).post(f"{people(organisation)}take-over/", follow=True).text
    assert "has a lead contact" in page
    with pytest.raises(RuleBroken):
        contacts.take_over(role=member.organisation_roles.get(), by=member)


def test_a_closed_access_leaves_no_lead(coordinator, member, organisation, superuser):
    switch_off(user=coordinator, by=superuser)
    assert list(Organisation.objects.without_lead()) == [organisation]
    assert OutboundMail.objects.get(kind="groups/lead_needed").user == member


def test_staff_see_who_has_no_lead_contact(client_of, staff, organisation, other_organisation, other_coordinator):
    page = client_of(staff).get("/admin/groups/organisation/?waiting=lead").text
    assert "Netherfield Lunch Club" in page and "Wolverton Walkers" not in page


def test_a_contact_leaves_one_organisation_and_acts_for_another(
    client_of, member, organisation, other_organisation, coordinator
):
    """Trap I10: rights follow the rows of today, of each organisation on its own."""
    role = member.organisation_roles.get()
    make_role(user=member, organisation=other_organisation)
    contacts.end_role(role=role, by=member)
    browser = client_of(member)
    assert browser.get(f"{organisation.get_absolute_url()}profile/").status_code == 404
    assert browser.get(f"{other_organisation.get_absolute_url()}profile/").status_code == 200
    role.refresh_from_db()
    assert role.state == "ended" and role.ended_at  # the row stays
    again = contacts.ask_to_act(organisation=organisation, user=member, by=member)
    assert (again.pk != role.pk, again.state) == (True, "asked")


def test_who_is_taken_off_the_list_is_told(client_of, coordinator, member, organisation):
    role = member.organisation_roles.get()
    client_of(coordinator).post(f"{people(organisation)}{role.pk}/end/")
    assert OutboundMail.objects.get(kind="groups/role_ended").user == member
    assert client_of(member).get(people(organisation)).status_code == 404


def test_a_trustee_acts_but_does_not_change_the_page(client_of, coordinator, member, organisation):
    role = member.organisation_roles.get()
    client_of(coordinator).post(f"{people(organisation)}{role.pk}/role/", {"kind": "trustee"})
    role.refresh_from_db()
    assert role.kind == "trustee"
    browser = client_of(member)
    assert browser.get(people(organisation)).status_code == 200
    assert browser.get(f"{organisation.get_absolute_url()}profile/").status_code == 404
    assert browser.get(f"{people(organisation)}invite/").status_code == 404
    assert "Change this page" not in browser.get(organisation.get_absolute_url()).text
    assert organisation in Organisation.objects.of(member)


def test_the_last_contact_may_go_and_nothing_is_lost(client_of, coordinator, organisation):
    role = coordinator.organisation_roles.get()
    browser = client_of(coordinator)
    assert "You are its only contact" in browser.get(f"{people(organisation)}{role.pk}/end/").text
    browser.post(f"{people(organisation)}{role.pk}/end/")
    assert list(Organisation.objects.without_lead()) == [organisation]
    assert Organisation.objects.admitted().filter(pk=organisation.pk).exists()
