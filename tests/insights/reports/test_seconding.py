"""Who may sign a report off when no second connector is there: a deputy named, or in the end whoever wrote it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.hours import working_day_after
from camk.outbox.models import OutboundMail
from insights.reports.actions.approving import ALONE_AFTER, approve, ask_for_approval
from insights.reports.rendering import page_of
from tests.factories.issues import make_issue
from tests.factories.reports import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(staff):
    return make_report(issues=[make_issue(released=True)], asks=["Open the hall."], created_by=staff)


def test_a_deputy_is_named_reads_the_report_and_approves_it(draft, staff, trustee, client_of):
    step = reverse("admin:insights_stakeholderreport_step", args=[draft.pk, "ask-approval"])
    assert client_of(staff).post(step, {"deputy": trustee.pk}).status_code == 302
    mail = OutboundMail.objects.get(kind="insights/report_for_approval")
    page = reverse("insights:report-approve", args=[draft.pk])
    assert mail.user == trustee and page in mail.text
    client = client_of(trustee)
    assert "Open the hall." in client.get(page).text
    assert "Say what should change." in client.post(page, {"decision": "changes", "words": " "}).text
    assert client.post(page, {"decision": "approve"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.approved_alone) == ("approved", trustee, False)
    assert client.get(page).status_code == 404


def test_a_deputy_wants_changes(draft, staff, trustee, client_of):
    ask_for_approval(report=draft, deputy=trustee, by=staff)
    page = reverse("insights:report-approve", args=[draft.pk])
    client_of(trustee).post(page, {"decision": "changes", "words": "Say which hall."})
    draft.refresh_from_db()
    assert (draft.state, draft.review_words) == ("changes_wanted", "Say which hall.")


def test_nobody_else_may_be_the_deputy_or_act_as_one(draft, staff, member, trustee, client_of):
    for wrong in (member, staff):
        with pytest.raises(RuleBroken, match="deputy must be somebody else"):
            ask_for_approval(report=draft, deputy=wrong, by=staff)
    ask_for_approval(report=draft, by=staff)
    with pytest.raises(RuleBroken, match="second person"):
        approve(report=draft, by=trustee)
    page = reverse("insights:report-approve", args=[draft.pk])
    assert {client_of(user).get(page).status_code for user in (trustee, member, staff)} == {404}


def test_after_some_working_days_whoever_wrote_it_may_approve_and_it_is_said(draft, staff, client_of):
    ask_for_approval(report=draft, by=staff)
    step = reverse("admin:insights_stakeholderreport_step", args=[draft.pk, "approve-alone"])
    client_of(staff).post(step, {"go": "1"})
    draft.refresh_from_db()
    assert draft.state == "in_review"
    free = working_day_after(timezone.localdate(draft.asked_review_at), ALONE_AFTER)
    with time_machine.travel(f"{free - timedelta(days=1)}T12:00+00:00"), pytest.raises(RuleBroken):
        approve(report=draft, by=staff)
    with time_machine.travel(f"{free}T12:00+00:00"):
        client_of(staff).post(step, {"go": "1"})
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.approved_alone) == ("approved", staff, True)
    assert "as no second person was there to read it" in page_of(draft.snapshot)
    assert AuditEvent.objects.get(verb="report.approved").data["alone"] is True
