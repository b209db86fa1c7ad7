"""Sending: frozen for good, to private links, and everybody behind the issues is told."""

import hashlib

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.links import find_link
from camk.outbox.models import OutboundMail
from insights.issues.models import Issue
from insights.reports.actions.approving import approve, ask_for_approval, want_changes
from insights.reports.actions.sending import close_link, send, send_link_again
from insights.reports.models import StakeholderReport
from insights.reports.snapshot import canonical
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_approved_report, make_contact, make_report, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def frozen(report):
    """Everything of a report that must never change again."""
    row = StakeholderReport.objects.get(pk=report.pk)
    with row.pdf.file.open("rb") as pdf:
        return canonical(row.snapshot), row.snapshot_sha256, row.page_html, hashlib.sha256(pdf.read()).hexdigest()


@pytest.fixture
def issue(supporter):
    return make_issue(released=True, for_report=True, state="accepted", user=supporter, words="CANARY of the raiser")


@pytest.fixture
def cast(staff, second_staff):
    return {"staff": staff, "second_staff": second_staff}


def test_each_contact_gets_a_link_of_their_own_for_a_year(cast, issue):
    report = make_approved_report(issues=[issue], **cast)
    contacts = [make_contact(stakeholder=report.stakeholder) for _ in range(2)]
    send(report=report, contacts=contacts, by=cast["staff"])
    report.refresh_from_db()
    assert report.state == "sent" and report.sent_at
    links = [recipient.link for recipient in report.recipients.all()]
    assert len({link.token for link in links}) == 2
    assert all(360 < (link.expires_at - timezone.now()).days < 366 for link in links)
    mails = OutboundMail.objects.filter(kind="insights/report_sent").order_by("pk")
    assert [mail.user for mail in mails] == [contact.user for contact in contacts]
    for mail, link in zip(mails, links, strict=True):
        assert f"/reports/{link.token}/" in mail.text
        assert mail.is_secret


def test_the_hash_is_that_of_the_canonical_json(cast, issue):
    report = make_sent_report(issues=[issue], **cast)
    assert report.snapshot_sha256 == hashlib.sha256(canonical(report.snapshot).encode()).hexdigest()
    assert report.pdf.content_type == "application/pdf"
    assert issue.lead_wording in report.page_html


def test_the_people_behind_the_issues_are_told_with_whom(cast, issue, supporter):
    report = make_sent_report(issues=[issue], **cast)
    issue.refresh_from_db()
    assert issue.state == "raised"
    assert issue.moves.last().words == f"Raised with {report.stakeholder} in our report {report.number}."
    assert OutboundMail.objects.filter(kind="insights/issue_moved", user=supporter).count() == 1


def test_nothing_of_the_raiser_is_in_page_pdf_or_mail(cast, issue, supporter):
    report = make_sent_report(issues=[issue], **cast)
    mails = OutboundMail.objects.filter(kind__startswith="insights/report_")
    texts = [canonical(report.snapshot), report.page_html, *(m.text + m.html + m.subject for m in mails)]
    assert len(texts) > 3
    for text in texts:
        assert "CANARY" not in text and supporter.name not in text and supporter.email not in text


def test_a_sent_report_never_changes(cast, issue, staff):
    voice = make_voice(issue=issue, words="Quoted words.", consents=["partners"])
    report = make_report(issues=[issue], asks=["Open the hall."], created_by=staff)
    with fixture_writes():
        report.items.update(quote=voice)
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=cast["second_staff"])
    send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)
    before = frozen(report)
    with fixture_writes():
        Issue.objects.update(lead_wording="", released_at=None, state="sealed", main_theme=None)
        voice.consents.update(withdrawn_at=timezone.now())
        type(voice).objects.update(words="Changed", withdrawn_at=timezone.now(), issue=make_issue())
        report.asks.update(words="Changed", state="accepted")
        report.items.all().delete()
        report.stakeholder.name = "Changed"
        report.stakeholder.save()
        StakeholderReport.objects.update(title="Changed", summary="Changed", method="Changed", state="closed")
    assert frozen(report) == before


def test_figures_are_those_the_second_person_saw(cast, issue):
    report = make_approved_report(issues=[issue], **cast)
    make_voice(issue=issue)
    send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=cast["staff"])
    report.refresh_from_db()
    assert report.snapshot["figures"]["voices"] == 1


@pytest.mark.parametrize("change", ["wording", "taken back", "sealed"])
def test_what_may_no_longer_be_shown_stops_the_sending(cast, issue, change):
    report = make_approved_report(issues=[issue], **cast)
    changes = {
        "wording": {"lead_wording": "Other"},
        "taken back": {"released_at": None},
        "sealed": {"state": "sealed", "lead_wording": "", "released_at": None},
    }
    with fixture_writes():
        Issue.objects.filter(pk=issue.pk).update(**changes[change])
    with pytest.raises(RuleBroken, match=f"{issue.reference} has changed"):
        send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=cast["staff"])
    report.refresh_from_db()
    assert (report.state, report.sent_at, report.pdf) == ("approved", None, None)
    assert not OutboundMail.objects.filter(kind="insights/report_sent").exists()


def test_consent_that_ended_after_approval_stops_the_sending(cast, issue, staff):
    voice = make_voice(issue=issue, words="Quoted words.", consents=["anonymous"])
    report = make_report(issues=[issue], asks=["Open the hall."], created_by=staff)
    with fixture_writes():
        report.items.update(quote=voice)
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=cast["second_staff"])
    with fixture_writes():
        voice.consents.update(withdrawn_at=timezone.now())
    with pytest.raises(RuleBroken, match="ask for approval again"):
        send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)
    want_changes(report=report, words="A quote is gone.", by=staff)
    report.refresh_from_db()
    assert report.is_editable


def test_a_report_that_is_not_approved_is_not_sent(staff, issue):
    report = make_report(issues=[issue], asks=["Open the hall."], created_by=staff)
    with pytest.raises(RuleBroken, match="cannot become"):
        send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=staff)


def test_a_report_goes_to_people_of_its_stakeholder_only(cast, issue):
    report = make_approved_report(issues=[issue], **cast)
    with pytest.raises(RuleBroken, match="is not a contact of"):
        send(report=report, contacts=[make_contact()], by=cast["staff"])
    with pytest.raises(RuleBroken, match="at least one person"):
        send(report=report, contacts=[], by=cast["staff"])


def test_a_report_is_sent_once(cast, issue):
    report = make_sent_report(issues=[issue], **cast)
    with pytest.raises(RuleBroken, match="cannot become"):
        send(report=report, contacts=[make_contact(stakeholder=report.stakeholder)], by=cast["staff"])


def test_a_closed_link_opens_nothing_and_a_new_one_can_be_sent(cast, issue):
    recipient = make_sent_report(issues=[issue], **cast).recipients.get()
    old = recipient.link.token
    close_link(recipient=recipient, by=cast["staff"])
    assert find_link("report", old) is None
    assert AuditEvent.objects.filter(verb="report.link_closed").count() == 1
    send_link_again(recipient=recipient, by=cast["staff"])
    recipient.refresh_from_db()
    assert recipient.link.token != old
    assert find_link("report", recipient.link.token) == recipient.link
    assert OutboundMail.objects.filter(kind="insights/report_sent").count() == 2


def test_links_are_staffs_business(cast, issue, member):
    recipient = make_sent_report(issues=[issue], **cast).recipients.get()
    for run in (close_link, send_link_again):
        with pytest.raises(RuleBroken, match="Only staff"):
            run(recipient=recipient, by=member)
