"""Staff pages of the charity's details, of people and of the audit trail: they write by actions only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from camk.accounts.models import User
from camk.accounts.offices import ADMINISTRATOR, CONNECTOR, TRUSTEE
from camk.audit import AuditEvent
from camk.details import SiteDetails, site_details
from camk.pages.actions import FIELDS
from tests.camk.pages.test_views import picture
from tests.factories.camk import make_user
from tests.factories.live import make_details
from tests.guard import fixture_writes


@pytest.fixture
def administrator(db):
    return make_user("admin@example.org", name="Ada Admin", office=ADMINISTRATOR)


@pytest.fixture
def desk(client_of, administrator):
    return client_of(administrator)


def step(user, name):
    return reverse("admin:camk_user_step", args=[user.pk, name])


def test_the_list_of_details_leads_to_the_one_row(desk):
    make_details()
    assert desk.get("/admin/camk/sitedetails/")["Location"] == "/admin/camk/sitedetails/1/change/"
    assert desk.get("/admin/camk/sitedetails/add/").status_code == 403


def test_details_and_logo_are_changed_at_once(desk):
    row = make_details()
    fields = {name: getattr(row, name) or "" for name in FIELDS if name != "mail_held"}
    fields |= {"phone": "01908 111222", "new_logo": SimpleUploadedFile("l.jpg", picture())}
    answer = desk.post("/admin/camk/sitedetails/1/change/", fields)
    assert answer.status_code == 302
    assert site_details().phone == "01908 111222"
    assert site_details().logo_id
    assert AuditEvent.objects.get(verb="details.changed").data["fields"] == ["phone", "logo"]


def test_a_logo_that_is_no_picture_is_refused_with_a_sentence(desk):
    row = make_details()
    fields = {name: getattr(row, name) or "" for name in FIELDS if name != "mail_held"}
    fields["new_logo"] = SimpleUploadedFile("l.svg", b"<svg onload='x()'/>")
    page = desk.post("/admin/camk/sitedetails/1/change/", fields)
    assert "could not read this as a picture" in page.content.decode()
    assert SiteDetails.objects.get().logo is None


def test_the_first_details_can_be_typed_in_when_there_are_none(desk):
    row = SiteDetails()
    fields = {name: getattr(row, name) or "" for name in FIELDS if name != "mail_held"}
    assert desk.post("/admin/camk/sitedetails/add/", fields).status_code == 302
    assert SiteDetails.objects.get().pk == 1


def test_holding_all_mail_is_written_down(desk):
    row = make_details()
    fields = {name: getattr(row, name) or "" for name in FIELDS} | {"mail_held": "on"}
    desk.post("/admin/camk/sitedetails/1/change/", fields)
    assert AuditEvent.objects.filter(verb="mail.held").count() == 1


def test_people_are_found_and_their_offices_shown(desk, trustee, supporter):
    page = desk.get("/admin/camk/user/?q=trustee").content.decode()
    assert "Tom Trustee" in page
    assert "Sam Supporter" not in page
    assert desk.get(f"/admin/camk/user/{trustee.pk}/change/").status_code == 200


def test_an_office_is_given_and_taken_on_a_persons_page(desk, supporter):
    assert desk.get(step(supporter, "give-office")).status_code == 200
    desk.post(step(supporter, "give-office"), {"office": TRUSTEE})
    assert User.objects.get(pk=supporter.pk).holds(TRUSTEE)
    desk.post(step(supporter, "take-office"), {"office": TRUSTEE})
    assert not User.objects.get(pk=supporter.pk).holds(TRUSTEE)


def test_access_is_closed_and_opened_again(desk, supporter):
    desk.post(step(supporter, "switch-off"))
    assert not User.objects.get(pk=supporter.pk).is_active
    desk.post(step(supporter, "switch-on"))
    assert User.objects.get(pk=supporter.pk).is_active


def test_a_person_is_noted_down_by_address(desk):
    desk.post("/admin/camk/user/add/", {"email": "New.Person@Example.org", "name": "New", "phone": ""})
    person = User.objects.get(email="new.person@example.org")
    assert not person.has_usable_password()
    desk.post(f"/admin/camk/user/{person.pk}/change/", {"name": "Newer", "phone": "1", "is_superuser": "on"})
    person.refresh_from_db()
    assert (person.name, person.is_superuser) == ("Newer", False)


def test_a_connector_reads_people_but_changes_none(client_of, staff, supporter):
    client = client_of(staff)
    assert client.get(f"/admin/camk/user/{supporter.pk}/change/").status_code == 200
    assert client.post(step(supporter, "give-office"), {"office": CONNECTOR}).status_code == 403
    assert client.get("/admin/camk/sitedetails/").status_code == 403
    assert client.get("/admin/camk/auditevent/").status_code == 403


def test_the_audit_trail_is_read_only_and_survives_a_forgotten_person(desk, supporter):
    desk.post(step(supporter, "switch-off"))
    event = AuditEvent.objects.get(verb="person.switched_off")
    with fixture_writes():
        gone = AuditEvent.objects.create(by_id=99999, verb="person.left", target_type="camk.user", target_id="1")
    assert desk.get("/admin/camk/auditevent/").status_code == 200
    page = desk.get(f"/admin/camk/auditevent/{gone.pk}/change/").content.decode()
    assert "person 99999, forgotten since" in page
    assert desk.post(f"/admin/camk/auditevent/{event.pk}/change/", {"verb": "x"}).status_code == 403
    assert desk.get("/admin/camk/auditevent/add/").status_code == 403


@pytest.mark.parametrize("path", ["auth/group/", "account/emailaddress/", "mfa/authenticator/"])
def test_nothing_in_the_staff_pages_writes_past_our_actions(client_of, superuser, path):
    assert client_of(superuser).get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("role", ["staff", "safeguarding_lead", "superuser"])
def test_the_first_staff_page_works_for_each_office(client_of, request, role):
    user = request.getfixturevalue(role)
    assert client_of(user).get("/admin/").status_code == 200
