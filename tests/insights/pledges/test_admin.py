"""The staff pages of promises."""

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.templatetags.ui import plaindate
from insights.pledges.actions import record
from insights.pledges.models import Pledge
from insights.reports.actions.answering import answer
from tests.factories.issues import make_issue
from tests.factories.reports import make_sent_report

pytestmark = pytest.mark.django_db
ADD = "/admin/insights/pledge/add/"


@pytest.fixture
def ask(staff, second_staff):
    issue = make_issue(released=True, state="accepted")
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    contact = report.recipients.get().contact
    answer(ask=report.asks.get(), answer="accepted", contact=contact, by=contact.user)
    return report.asks.get()


def step(pledge, name):
    return reverse("admin:insights_pledge_step", args=[pledge.pk, name])


def test_a_promise_from_recording_to_its_end(client_of, staff, ask):
    client = client_of(staff)
    form = client.get(f"{ADD}?ask={ask.pk}").context["adminform"].form
    assert form["ask"].value() == str(ask.pk)
    client.post(ADD, {"ask": ask.pk, "words": "A warden by May.", "due_on": "2027-05-01"})
    pledge = Pledge.objects.get()
    assert pledge.recorded_by == staff
    page = reverse("admin:insights_pledge_change", args=[pledge.pk])
    client.post(page, {"words": "Other words"})
    client.post(step(pledge, "evidence"), {"evidence": "She started."})
    pledge.refresh_from_db()
    assert (pledge.words, pledge.state) == ("A warden by May.", "evidence_given")
    client.post(step(pledge, "partly"), {"words": "Only on Mondays."})
    pledge.refresh_from_db()
    assert pledge.state == "partly_kept"
    assert [step["label"] for step in client.get(page).context["steps"]] == ["Disputed"]


def test_its_page_speaks_as_one_would(client_of, staff, ask):
    """Who promised and when, what was asked of whom and by when, and the issues by their wording."""
    pledge = record(ask=ask, words="A warden by May.", by=staff)
    page = client_of(staff).get(reverse("admin:insights_pledge_change", args=[pledge.pk])).text
    partner, day = ask.report.stakeholder, plaindate(timezone.localdate())
    assert f"{partner}: promise of {day}" in page
    assert f"“{ask.words}” Asked of {partner}" in page and f"pledge {pledge.pk}" not in page
    issue = pledge.issues.get()
    assert f"{issue.reference}</a> {issue.lead_wording}" in page


def test_an_ask_that_was_not_agreed_is_not_offered(client_of, staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    response = client_of(staff).post(ADD, {"ask": report.asks.get().pk, "words": "A warden."})
    assert response.status_code == 200 and not Pledge.objects.exists()


@pytest.mark.parametrize("who", ["member", "trustee", "safeguarding_lead"])
def test_only_connectors_follow_promises(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).get(ADD).status_code in (302, 403)
