"""The partners as a file for staff."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from insights.stakeholders.models import PartnerMeeting
from tests.factories.reports import make_contact, make_stakeholder
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
LIST = "admin:insights_stakeholder_changelist"


def test_partners_are_saved_as_a_file_with_people_and_next_meeting(client_of, staff):
    today = timezone.localdate()
    board, lone = make_stakeholder(name="=Board of trade"), make_stakeholder(name="Lone body")
    chair = make_contact(stakeholder=board, name="Ada Chair", is_senior=True)
    make_contact(stakeholder=board, name="Gone Long", term_end=today - timedelta(days=1))
    with fixture_writes():
        for days in (-9, 30, 12):
            PartnerMeeting.objects.create(stakeholder=board, held_on=today + timedelta(days=days))
    chosen = {"action": "save_chosen", "_selected_action": [board.pk, lone.pk]}
    response = client_of(staff).post(reverse(LIST), chosen)
    assert response["Content-Type"].startswith("text/csv") and "attachment" in response["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(line["Partner"], line["Person"]) for line in lines] == [
        ("'=Board of trade", "Ada Chair"),
        ("Lone body", ""),
    ]
    assert lines[0]["E-mail"] == chair.user.email and lines[0]["Senior"] == "yes"
    assert lines[0]["Meets next on"] == (today + timedelta(days=12)).isoformat()
    assert AuditEvent.objects.get(verb="stakeholders.saved").data["partners"] == 2


def test_nobody_without_the_office_saves_them(client_of, member, trustee):
    chosen = {"action": "save_chosen", "_selected_action": [make_stakeholder().pk]}
    for user in (member, trustee):
        assert client_of(user).post(reverse(LIST), chosen).status_code in (302, 403, 404)
    assert not AuditEvent.objects.filter(verb="stakeholders.saved").exists()
