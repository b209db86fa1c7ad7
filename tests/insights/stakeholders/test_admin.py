"""The staff pages of stakeholders and contacts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from insights.stakeholders.models import Stakeholder, StakeholderContact
from tests.factories.reports import make_contact, make_stakeholder

pytestmark = pytest.mark.django_db
BODY = {"name": "Health Board", "kind": "board", "sector": "state", "answer_days": 20, "notes": ""}
INLINE = {
    f"{rows}-{name}": 0 for rows in ("contacts", "meetings", "log") for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


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


def step(client, body, name, data):
    return client.post(reverse("admin:insights_stakeholder_step", args=[body.pk, name]), data)


def test_meeting_dates_and_the_log_stand_on_the_page_of_the_partner(client_of, staff):
    client, contact = client_of(staff), make_contact(name="Pat Chair")
    body, day = contact.stakeholder, timezone.localdate() + timedelta(days=40)
    wrong = step(client, body, "meeting", {"held_on": day, "papers_due_on": day + timedelta(days=1), "what": "Board"})
    assert "Papers are due before the meeting" in wrong.content.decode() and not body.meetings.exists()
    step(client, body, "meeting", {"held_on": day, "what": "Board"})
    step(client, body, "meeting", {"held_on": day, "papers_due_on": day - timedelta(days=9), "what": "Board"})
    meeting = body.meetings.get()
    assert meeting.papers_due_on == day - timedelta(days=9)
    said = {"on": timezone.localdate(), "how": "phone", "contact": contact.pk, "words": "She takes it to the board."}
    step(client, body, "note", said)
    page = reverse("admin:insights_stakeholder_change", args=[body.pk])
    assert "She takes it to the board." in client.get(page).content.decode()
    step(client, body, "drop-meeting", {"meeting": meeting.pk})
    assert not body.meetings.exists()


def test_contacts_not_checked_for_a_year_are_found_and_confirmed(client_of, staff):
    client = client_of(staff)
    old = make_stakeholder(name="Forgotten Board", checked_on=timezone.localdate() - timedelta(days=365))
    make_stakeholder(name="Fresh Board")
    listed = client.get("/admin/insights/stakeholder/?contacts=due").content.decode()
    assert "Forgotten Board" in listed and "Fresh Board" not in listed
    step(client, old, "contacts-right", {})
    old.refresh_from_db()
    assert old.checked_on == timezone.localdate()


@pytest.mark.parametrize("who", ["member", "trustee", "safeguarding_lead"])
def test_only_connectors_write_them_down(client_of, request, who):
    response = client_of(request.getfixturevalue(who)).post("/admin/insights/stakeholder/add/", BODY | INLINE)
    assert response.status_code in (302, 403) and not Stakeholder.objects.exists()
