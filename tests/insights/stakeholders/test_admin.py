"""The staff pages of stakeholders and contacts."""

import pytest
from django.urls import reverse

from insights.stakeholders.models import Stakeholder, StakeholderContact
from tests.factories.reports import make_contact, make_stakeholder

pytestmark = pytest.mark.django_db
BODY = {"name": "Health Board", "kind": "board", "sector": "state", "answer_days": 20, "notes": ""}
INLINE = {f"contacts-{name}": value for name, value in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}.items()}


def test_a_body_and_its_chair_are_written_down(client_of, staff):
    client = client_of(staff)
    client.post("/admin/insights/stakeholder/add/", BODY | INLINE)
    body = Stakeholder.objects.get()
    client.post(
        reverse("admin:insights_stakeholder_step", args=[body.pk, "add-contact"]),
        {"name": "Pat Chair", "email": "pat@example.org", "office": "Chair"},
    )
    contact = body.contacts.get()
    assert str(contact) == "Pat Chair, Chair"
    page = reverse("admin:insights_stakeholder_change", args=[body.pk])
    assert "Pat Chair" in client.get(page).content.decode()
    client.post(page, {**BODY, "name": "Health and Care Board"} | INLINE)
    body.refresh_from_db()
    assert body.name == "Health and Care Board" and body.contacts.count() == 1


def test_a_contact_is_added_and_changed_on_its_own_page(client_of, staff):
    client, body = client_of(staff), make_stakeholder()
    client.post(
        "/admin/insights/stakeholdercontact/add/",
        {"stakeholder": body.pk, "name": "Pat", "email": "pat@example.org", "office": "Chair"},
    )
    contact = StakeholderContact.objects.get()
    page = reverse("admin:insights_stakeholdercontact_change", args=[contact.pk])
    client.post(page, {"name": "Pat", "office": "Leader", "is_senior": "on", "email": "other@example.org"})
    contact.refresh_from_db()
    assert (contact.office, contact.is_senior, contact.user.email) == ("Leader", True, "pat@example.org")


def test_a_term_that_runs_backward_keeps_what_was_typed(client_of, staff):
    contact = make_contact()
    page = reverse("admin:insights_stakeholdercontact_change", args=[contact.pk])
    data = {"name": "Typed Name", "office": "", "term_start": "2026-02-01", "term_end": "2026-01-01"}
    text = client_of(staff).post(page, data).content.decode()
    assert "The term ends before it starts" in text and "Typed Name" in text


@pytest.mark.parametrize("who", ["member", "trustee", "safeguarding_lead"])
def test_only_connectors_write_them_down(client_of, request, who):
    response = client_of(request.getfixturevalue(who)).post("/admin/insights/stakeholder/add/", BODY | INLINE)
    assert response.status_code in (302, 403) and not Stakeholder.objects.exists()
