"""The conversation about an ask: they need to know more, colleagues join, a file comes with the answer."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from camk.errors import RuleBroken
from camk.hours import LONDON
from camk.outbox.models import OutboundMail
from insights.reports import clock
from insights.reports.actions.answering import answer, key_in_answer, tell_more
from insights.reports.actions.sending import send_to_more
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_sent_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(staff, second_staff):
    with time_machine.travel(datetime(2027, 1, 4, 12, tzinfo=LONDON)):
        issue = make_issue(released=True, state="accepted")
        return make_sent_report(issues=[issue], staff=staff, second_staff=second_staff)


def step(report, name):
    return reverse("admin:insights_stakeholderreport_step", args=[report.pk, name])


def test_they_need_to_know_more_are_told_and_answer(report, staff, client, client_of):
    ask, contact = report.asks.get(), report.recipients.get().contact
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=LONDON), tick=False):
        answer(ask=ask, answer="needs_information", words="Which hall?", contact=contact, by=contact.user)
    private = f"/reports/{report.recipients.get().link.token}/"
    with time_machine.travel(datetime(2027, 1, 25, 12, tzinfo=LONDON)):
        assert "We will tell you more" in client.get(private).text
        staff_client = client_of(staff)
        page = staff_client.get(reverse("admin:insights_stakeholderreport_change", args=[report.pk])).text
        assert f"{step(report, 'tell-more')}?ask={ask.pk}" in page
        staff_client.post(step(report, "tell-more"), {"ask": ask.pk, "words": "The hall in Mill Lane."})
        mail = OutboundMail.objects.get(kind="insights/ask_more_told")
        assert mail.user == contact.user and "Mill Lane" not in mail.text
        client.logout()
        text = client.get(private).text
        assert "What we told you on" in text and "The hall in Mill Lane." in text
        assert "1 ask waits" in text
    # Five working days until they asked, ten until we told them, which are ours.
    reading = clock.read(report, date(2027, 1, 26))
    assert (reading.used, reading.paused) == (6, 10)
    key_in_answer(ask=ask, answer="accepted", by=staff)
    report.refresh_from_db()
    assert report.state == "responded"


def test_nobody_is_told_more_who_did_not_ask(report, staff, member):
    ask = report.asks.get()
    with pytest.raises(RuleBroken, match="Nobody waits"):
        tell_more(ask=ask, words="x", by=staff)
    key_in_answer(ask=ask, answer="needs_information", words="Which?", by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        tell_more(ask=ask, words="x", by=member)
    with pytest.raises(RuleBroken, match="Write what"):
        tell_more(ask=ask, words=" ", by=staff)
    tell_more(ask=ask, words="That one.", by=staff)  # asked in a room: everybody who has the report is told
    assert OutboundMail.objects.filter(kind="insights/ask_more_told").count() == 1
    key_in_answer(ask=ask, answer="needs_information", words="Which?", by=staff)  # the same question anew
    assert ask.responses.count() == 2


def test_a_colleague_gets_the_report_later_and_sees_what_was_answered(report, staff, client, client_of):
    first = report.recipients.get().contact
    answer(ask=report.asks.get(), answer="accepted", words="We open it.", contact=first, by=first.user)
    second, stranger = make_contact(stakeholder=report.stakeholder), make_contact()
    with pytest.raises(RuleBroken, match="not a contact"):
        send_to_more(report=report, contacts=[stranger], by=staff)
    form = client_of(staff).get(step(report, "send-more")).context["form"]
    assert list(form.fields["contacts"].queryset) == [second]
    client_of(staff).post(step(report, "send-more"), {"contacts": [second.pk]})
    link = report.recipients.get(contact=second).link
    assert link.token in OutboundMail.objects.get(kind="insights/report_sent", user=second.user).text
    client.logout()
    text = client.get(f"/reports/{link.token}/").text
    assert "We open it." in text and first.name in text
    answer(ask=report.asks.get(), answer="part_accepted", words="Half.", contact=second, by=second.user)
    assert "Earlier answers" in client.get(f"/reports/{link.token}/").text


def test_a_file_comes_with_the_answer_and_who_may_read_the_report_may_read_it(report, staff, client, client_of):
    ask, token = report.asks.get(), report.recipients.get().link.token
    address = f"/reports/{token}/asks/{ask.pk}/"
    with time_machine.travel(datetime(2027, 1, 11, 12, tzinfo=LONDON)):
        bad = SimpleUploadedFile("plan.exe", b"MZ")
        assert "We take PDF" in client.post(address, {"answer": "accepted", "file": bad}).text
        good = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
        assert client.post(address, {"answer": "accepted", "file": good}).status_code == 302
        response = ask.responses.get()
        own = f"/reports/{token}/answers/{response.pk}/file/"
        assert own in client.get(f"/reports/{token}/").text
        assert client.get(own).getvalue() == b"%PDF-1.7 plan"
        staffs = f"/reports/{report.number}/v1/answers/{response.pk}/file/"
        assert client.get(staffs).status_code == 302
        reader = client_of(staff)
        assert staffs in reader.get(report.get_absolute_url()).text
        handed_out = reader.get(staffs)
        assert handed_out["Content-Disposition"].startswith("attachment")
        assert handed_out.getvalue() == b"%PDF-1.7 plan"
