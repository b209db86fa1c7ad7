"""The staff pages of a report, from beginning to answer, as two people do it."""

import pytest
from django.urls import reverse

from camk.outbox.models import OutboundMail
from insights.reports.models import StakeholderReport
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_contact, make_report, make_sent_report, make_stakeholder

pytestmark = pytest.mark.django_db
ADD = "/admin/insights/stakeholderreport/add/"


def step(report, name):
    return reverse("admin:insights_stakeholderreport_step", args=[report.pk, name])


def change(report):
    return reverse("admin:insights_stakeholderreport_change", args=[report.pk])


def test_the_whole_way_of_a_report(client_of, staff, second_staff):
    body = make_stakeholder()
    contact = make_contact(stakeholder=body)
    first, second = (make_issue(released=True, for_report=True, state="accepted") for _ in range(2))
    voice = make_voice(issue=second, words="Quote me.", consents=["partners"])
    client = client_of(staff)
    fields = {
        "stakeholder": body.pk,
        "title": "What we hear",
        "period_start": "2026-07-01",
        "period_end": "2026-09-30",
        "summary": "Short.",
    }
    assert client.post(ADD, fields).status_code == 302
    report = StakeholderReport.objects.get()
    assert (report.title, report.created_by) == ("What we hear", staff)
    assert client.post(change(report), {**fields, "title": "What we heard"}).status_code == 302
    client.post(step(report, "add-issues"), {"issues": [first.pk, second.pk]})
    one, two = report.items.get(issue=first), report.items.get(issue=second)
    make_voice(issue=second, words="Ring Jane Okonkwo.", consents=["partners"])
    assert "May hold somebody’s name: “Ring Jane Okonkwo.”" in client.get(step(report, "arrange")).text
    arranged = {f"position_{one.pk}": 2, f"position_{two.pk}": 1, f"quote_{two.pk}": voice.pk, f"quote_{one.pk}": ""}
    assert client.post(step(report, "arrange"), arranged).status_code == 302
    assert list(report.items.values_list("pk", "quote")) == [(two.pk, voice.pk), (one.pk, None)]
    client.post(step(report, "ask"), {"words": "Mend it.", "owner": contact.pk, "due_on": "2026-12-01"})
    ask = report.asks.get()
    client.post(step(report, "ask") + f"?ask={ask.pk}", {"words": "Mend it soon.", "issues": [first.pk]})
    ask.refresh_from_db()
    assert (ask.words, ask.owner, list(ask.issues.all())) == ("Mend it soon.", None, [first])
    text = client.get(reverse("admin:insights_stakeholderreport_preview", args=[report.pk])).content.decode()
    assert "What we heard" in text and "Mend it soon." in text and "Draft" in text
    pdf = client.get(reverse("admin:insights_stakeholderreport_preview_pdf", args=[report.pk]))
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    client.post(step(report, "ask-approval"), {"go": "1"})
    assert "Approve" not in [s["label"] for s in client.get(change(report)).context["steps"]]
    client.post(step(report, "approve"), {"go": "1"})
    report.refresh_from_db()
    assert report.state == "in_review"
    client = client_of(second_staff)
    client.post(step(report, "approve"), {"go": "1"})
    client.post(step(report, "send"), {"contacts": [contact.pk]})
    report.refresh_from_db()
    assert (report.state, report.title) == ("sent", "What we heard")
    assert OutboundMail.objects.filter(kind="insights/report_sent", user=contact.user).count() == 1
    client.post(step(report, "key-in"), {"ask": ask.pk, "answer": "accepted", "words": "Yes, in May."})
    text = client.get(change(report)).content.decode()
    assert "Yes, in May." in text and "Record a promise" in text and "Not opened yet" in text
    report.refresh_from_db()
    assert report.state == "responded"


def test_the_method_follows_the_data_until_staff_write_their_own(client_of, staff):
    report = make_report(issues=[make_issue(released=True)])
    client, url = client_of(staff), step(report, "words")
    written = client.get(url).context["form"]["method"].value()
    client.post(url, {"summary": "Short.", "method": written.replace("\n", "\r\n")})
    report.refresh_from_db()
    assert (report.summary, report.method) == ("Short.", "")
    client.post(url, {"summary": "Short.", "method": "Our own words."})
    report.refresh_from_db()
    assert report.method == "Our own words."


def test_a_sent_report_cannot_be_edited_on_its_page(client_of, staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    client = client_of(staff)
    client.post(change(report), {"title": "Changed"})
    for name in ("add-issues", "arrange", "ask", "words", "approve", "send"):
        page = client.post(step(report, name), {"title": "Changed", "summary": "Changed"})
        assert page.status_code == 302 or "is not possible for this record now" in page.text
    report.refresh_from_db()
    assert (report.title, report.summary) == ("What we hear", "")


def test_links_are_closed_and_sent_again_from_the_page(client_of, staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    recipient = report.recipients.get()
    client = client_of(staff)
    client.post(step(report, "close-link"), {"recipient": recipient.pk})
    assert "Closed" in client.get(change(report)).content.decode()
    client.post(step(report, "link-again"), {"recipient": recipient.pk})
    assert OutboundMail.objects.filter(kind="insights/report_sent").count() == 2


def test_a_new_version_is_begun_and_an_old_one_taken_back(client_of, staff, second_staff):
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[make_issue(released=True, state="accepted")]
    )
    client = client_of(staff)
    client.post(step(report, "correct"), {"words": "A number was wrong."})
    new = report.newer_version()
    assert new.why_new == "A number was wrong."
    assert "version 1" in client.get(change(new)).content.decode()
    client.post(step(report, "take-back"), {"words": "Somebody could be recognised."})
    report.refresh_from_db()
    assert report.is_destroyed
    client.post(step(new, "remove-ask"), {"ask": new.asks.get().pk})
    assert not new.asks.exists()


def test_a_period_that_runs_backward_keeps_what_was_typed(client_of, staff):
    fields = {"stakeholder": make_stakeholder().pk, "title": "Typed title", "period_start": "2026-09-01"}
    text = client_of(staff).post(ADD, {**fields, "period_end": "2026-07-01"}).content.decode()
    assert "The period ends before it starts" in text and "Typed title" in text


@pytest.mark.parametrize("who", ["member", "trustee", "mobiliser", "safeguarding_lead"])
def test_only_connectors_see_the_staff_pages_of_reports(client_of, request, who):
    report = make_report()
    client = client_of(request.getfixturevalue(who))
    urls = [ADD, change(report), step(report, "words")]
    urls.append(reverse("admin:insights_stakeholderreport_preview", args=[report.pk]))
    urls.append(reverse("admin:insights_stakeholderreport_preview_pdf", args=[report.pk]))
    assert {client.get(url).status_code for url in urls} <= {302, 403, 404}
