"""Staff admit, key in and correct organisations on the staff pages, through the same actions."""

import pytest

from camk.audit import AuditEvent
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import a_kind, make_organisation, make_role

pytestmark = pytest.mark.django_db
BASE = "/admin/groups/organisation/"


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def values(**changes):
    return {
        "name": "Bradwell Bakers",
        "description": "Bread",
        "places": [],
        "themes": [],
        "other_names": "",
        **changes,
    }


def test_who_waits_stands_oldest_first(office):
    for name in ("Zeta came first", "Alpha came second"):
        make_organisation(name=name, state="unverified")
    make_organisation(name="Inside")
    page = office.get(BASE, {"waiting": "yes"}).content.decode()
    assert page.index("Zeta came first") < page.index("Alpha came second") and ">Inside<" not in page


def test_admit_by_button(office, staff):
    waiting = make_organisation(name="Waits", state="unverified")
    make_role(user=make_user("w@example.org"), organisation=waiting, kind="lead")
    make_organisation(name="Waits Ltd")
    asked = make_membership(action_group=make_action_group(), organisation=waiting, state="applied")
    page = office.get(f"{BASE}{waiting.pk}/change/").content.decode()
    assert "Do not admit" in page and "w@example.org" in page and "the same name" in page
    assert office.get(f"{BASE}{waiting.pk}/step/admit/").status_code == 200
    office.post(f"{BASE}{waiting.pk}/step/admit/")
    waiting.refresh_from_db()
    asked.refresh_from_db()
    assert (waiting.state, waiting.admitted_by, asked.state) == ("active", staff, "active")


def test_a_no_without_a_reason_goes_nowhere(office):
    waiting = make_organisation(name="Waits", state="unverified")
    url = f"{BASE}{waiting.pk}/step/decline/"
    assert office.post(url, {"reason": ""}).status_code == 200
    office.post(url, {"reason": "It is a shop."})
    waiting.refresh_from_db()
    assert waiting.state == "declined"


def test_staff_key_one_in_for_somebody(office, staff):
    page = office.post(f"{BASE}add/", values(kind=a_kind().pk, charity="1090 095", other_names="The Bakers\n"))
    assert page.status_code == 302, page.context["adminform"].form.errors
    made = Organisation.objects.get()
    assert (made.slug, made.source, made.created_by) == ("bradwell-bakers", "added by staff", staff)
    assert str(made.identifiers.get()) == "GB-CHC-1090095" and made.aliases.get().name == "The Bakers"
    office.post(f"{BASE}{made.pk}/step/add-contact/", {"name": "Bea", "email": "Bea@example.org", "kind": "lead"})
    assert made.roles.get().user.email == "bea@example.org"
    assert OutboundMail.objects.get(kind="groups/role_accepted").address == "bea@example.org"


def test_a_rename_on_the_staff_pages_keeps_the_old_address(office, organisation):
    page = office.post(f"{BASE}{organisation.pk}/change/", values(name="Netherfield Kitchen", website="www.k.org"))
    assert page.status_code == 302, page.context["adminform"].form.errors
    organisation.refresh_from_db()
    assert (organisation.slug, organisation.website) == ("netherfield-kitchen", "https://www.k.org")
    assert office.get("/organisations/netherfield-lunch-club/").status_code == 301


def test_a_wrong_number_keeps_what_was_typed(office, organisation):
    page = office.post(f"{BASE}add/", values(charity="12"))
    assert (
        page.status_code == 200 and "6 or 7 digits" in page.content.decode() and 'value="12"' in page.content.decode()
    )
    assert Organisation.objects.count() == 1


def test_the_imported_are_admitted_together(office):
    rows = [make_organisation(state="unverified", source="imported: a.csv") for _ in range(2)]
    chosen = {"action": "admit_imported", "_selected_action": [row.pk for row in rows]}
    page = office.post(BASE, chosen, follow=True).content.decode()
    assert "Admitted: 2." in page and Organisation.objects.admitted().count() == 2


def test_accept_or_refuse_a_person(office, organisation, supporter, other_coordinator):
    base = "/admin/groups/organisationrole/"
    first = make_role(user=supporter, organisation=organisation, state="asked")
    second = make_role(user=other_coordinator, organisation=organisation, state="asked")
    assert "Sam Supporter" in office.get(base, {"waiting": "yes"}).content.decode()
    office.post(f"{base}{first.pk}/step/accept/")
    office.post(f"{base}{second.pk}/step/refuse/", {"reason": "Not known there."})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("current", "refused")
    assert AuditEvent.objects.filter(verb="role.accepted").exists()


def test_the_staff_pages_are_for_staff(client_of, coordinator, trustee):
    for person in (coordinator, trustee):
        assert client_of(person).get(BASE).status_code == 302


def test_a_record_like_one_we_have_is_asked_about_before_it_is_made(office, organisation):
    page = office.post(f"{BASE}add/", values(name="Netherfield Lunch Club Ltd")).content.decode()
    assert "This may be here already" in page and "Netherfield Lunch Club</a> (the same name)" in page
    assert Organisation.objects.count() == 1
    office.post(f"{BASE}add/", values(name="Netherfield Lunch Club Ltd", none_of_these="on"))
    assert Organisation.objects.count() == 2
