"""A partner that is late: reminded, then its senior contact, then its next agenda; fairly counted, each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.reports import clock, tasks
from insights.reports.actions import chasing
from insights.reports.actions.answering import key_in_answer
from insights.reports.actions.sending import close_link
from insights.reports.models import AnswerPause, Ask, ChaseStep, StakeholderReport
from insights.stakeholders.actions.dealings import set_meeting
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_sent_report, make_stakeholder
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
SENT = date(2027, 1, 11)  # a Monday; ten working days later it is Monday 25 January
LATE = date(2027, 1, 26)


def at(day):
    return datetime(day.year, day.month, day.day, 9, 15, tzinfo=UTC)


@pytest.fixture
def report(staff, second_staff):
    issue = make_issue(released=True, state="accepted")
    body = make_stakeholder(answer_days=10)
    contacts = [make_contact(stakeholder=body), make_contact(stakeholder=body)]
    report = make_sent_report(
        staff=staff, second_staff=second_staff, issues=[issue], contacts=contacts, stakeholder=body, asks=["Mend it."]
    )
    with fixture_writes():
        StakeholderReport.objects.filter(pk=report.pk).update(sent_at=at(SENT))
    report.refresh_from_db()
    return report


def sweep(first, last):
    for n in range((last - first).days + 1):
        tasks.run(at(first + timedelta(days=n)))
        tasks.run(at(first + timedelta(days=n)))


def rungs(report):
    return {step.rung: step.on for step in report.chase.all()}


def mails(event):
    return OutboundMail.objects.filter(kind=f"insights/{event}")


def test_reminder_then_senior_then_agenda_each_once(report, staff):
    senior = make_contact(stakeholder=report.stakeholder, is_senior=True)
    meeting = set_meeting(
        stakeholder=report.stakeholder, held_on=date(2027, 2, 22), papers_due_on=date(2027, 2, 15), by=staff
    )
    set_meeting(stakeholder=report.stakeholder, held_on=date(2027, 2, 10), papers_due_on=date(2027, 2, 1), by=staff)
    sweep(SENT, date(2027, 3, 1))
    assert rungs(report) == {1: LATE, 2: date(2027, 2, 2), 3: date(2027, 2, 9)}
    assert mails("answer_reminder").count() == 2
    assert mails("answer_senior").get().user == senior.user
    assert report.recipients.get(contact=senior).link
    assert [mail.user for mail in mails("answer_late")] == [staff, staff]
    assert report.chase.get(rung=3).meeting == meeting
    assert (
        "15 February 2027"
        in mails("answer_late").get(key=f"answer-late:{report.chase.get(rung=3).pk}:{staff.pk}").text
    )


def test_without_a_senior_contact_staff_hear_that_there_is_none(report):
    sweep(LATE, date(2027, 2, 2))
    assert not mails("answer_senior").exists()
    assert "no senior contact" in mails("answer_late").get().text


def test_an_answer_ends_it_and_so_does_a_question_back(report, staff):
    ask = report.asks.get()
    key_in_answer(ask=ask, answer="needs_information", words="Which hall?", by=staff)
    assert clock.read(report, LATE) is None
    sweep(LATE, LATE)
    key_in_answer(ask=ask, answer="refused", words="No money.", by=staff)
    sweep(LATE, date(2027, 2, 20))
    assert not ChaseStep.objects.exists()


def test_late_is_only_who_let_the_day_of_the_ask_pass_too(report):
    with fixture_writes():
        Ask.objects.filter(report=report).update(due_on=date(2027, 2, 5))
    assert clock.read(report, date(2027, 2, 5)).late == 0
    assert clock.read(report, date(2027, 2, 8)).late == 1
    with fixture_writes():
        Ask.objects.filter(report=report).update(due_on=date(2027, 1, 15))
    assert clock.read(report, date(2027, 1, 25)).late == 0
    assert clock.read(report, LATE).late == 1


def test_who_has_until_the_day_of_the_ask_reads_that_it_is_to_come(client, report):
    with fixture_writes():
        StakeholderReport.objects.filter(pk=report.pk).update(sent_at=timezone.now() - timedelta(days=40))
        Ask.objects.filter(report=report).update(due_on=timezone.localdate() + timedelta(days=3))
    client.logout()
    link = reverse("insights:report-link", args=[report.recipients.first().link.token])
    text = client.get(link).content.decode()
    assert "In time." in text and "The day by which we asked for an answer is still to come." in text


def test_days_of_a_pause_do_not_count_and_nobody_is_reminded_in_it(report, staff, member):
    with pytest.raises(RuleBroken, match="Say why"):
        chasing.pause(report=report, reason=" ", by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        chasing.pause(report=report, reason="Elections", by=member)
    chasing.pause(report=report, reason="Elections", by=staff)
    with pytest.raises(RuleBroken, match="stands still already"):
        chasing.pause(report=report, reason="Elections", by=staff)
    with fixture_writes():
        AnswerPause.objects.update(started_on=date(2027, 1, 15))
    sweep(SENT, date(2027, 2, 20))
    assert not ChaseStep.objects.exists()
    chasing.go_on(report=report, by=staff)
    with pytest.raises(RuleBroken, match="runs already"):
        chasing.go_on(report=report, by=staff)
    with fixture_writes():
        AnswerPause.objects.update(ended_on=date(2027, 1, 22))
    reading = clock.read(report, LATE)
    assert (reading.used, reading.paused, reading.late) == (6, 5, 0)
    sweep(LATE, date(2027, 2, 3))
    assert rungs(report) == {1: date(2027, 2, 2)}


def test_a_closed_link_and_an_ended_term_get_no_reminder(report, staff):
    closed, gone = report.recipients.order_by("pk")
    close_link(recipient=closed, by=staff)
    with fixture_writes():
        gone.contact.term_end = date(2026, 1, 1)
        gone.contact.save()
    sweep(LATE, LATE)
    assert rungs(report) == {1: LATE} and not mails("answer_reminder").exists()


def test_staff_stop_the_clock_and_staff_trustee_and_partner_read_why(client_of, report, staff, trustee, client):
    page = reverse("admin:insights_stakeholderreport_change", args=[report.pk])
    step = reverse("admin:insights_stakeholderreport_step", args=[report.pk, "pause"])
    client_of(staff).post(step, {"words": "They hold elections."})
    link = reverse("insights:report-link", args=[report.recipients.first().link.token])
    client.logout()
    assert "They hold elections." in client.get(link).content.decode()
    for who, address in ((staff, page), (trustee, report.get_absolute_url())):
        assert "They hold elections." in client_of(who).get(address).content.decode()
    client_of(staff).post(reverse("admin:insights_stakeholderreport_step", args=[report.pk, "go-on"]), {})
    assert not report.pauses.filter(ended_on=None).exists()
