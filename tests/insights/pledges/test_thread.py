"""The thread: from what was told to report, ask, answer, promise and outcome, and back, as far as one may see."""

from datetime import date

import pytest
from django.urls import reverse

from insights.issues.actions import confirm_done
from insights.issues.models import Issue
from insights.pledges.actions import give_evidence, record, settle
from insights.reports.actions.answering import answer
from tests.factories.issues import make_issue
from tests.factories.reports import make_report, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
ASK = "Keep the hall open in winter."


@pytest.fixture
def issue(supporter):
    return make_issue(released=True, state="accepted", user=supporter)


@pytest.fixture
def report(staff, second_staff, issue):
    return make_sent_report(staff=staff, second_staff=second_staff, issues=[issue], asks=[ASK])


@pytest.fixture
def pledge(report, staff):
    ask, contact = report.asks.get(), report.recipients.get().contact
    answer(ask=ask, answer="accepted", words="Yes, from November.", contact=contact, by=contact.user)
    ask.refresh_from_db()
    return record(ask=ask, words="A warden by May.", holder=contact, due_on=date(2027, 5, 1), by=staff)


def section(page) -> str:
    """What came of it, on one line; "" where there is no such section."""
    _, found, rest = page.text.partition('id="thread-h"')
    return " ".join(rest.partition("</section>")[0].split()) if found else ""


def test_the_people_behind_it_read_the_whole_thread(client_of, supporter, issue, pledge, report):
    seen = section(client_of(supporter).get(issue.get_absolute_url()))
    assert "1 voice, 1 report to partners, 1 ask, 1 answer, 1 promise" in seen
    for words in (str(report.stakeholder), ASK, "Yes, from November.", "A warden by May.", "1 May 2027"):
        assert words in seen
    assert report.get_absolute_url() not in seen and "/admin/" not in seen


def test_the_words_of_a_promise_are_for_its_people_and_not_for_everybody(client_of, client, supporter, issue, pledge):
    """Decisions, point 13: everybody reads that one was made; also where it came after the issue had ended."""
    with fixture_writes():
        Issue.objects.filter(pk=issue.pk).update(state="answered")
    settle(pledge=pledge, outcome="partly_kept", words="No warden on Mondays.", by=pledge.recorded_by)
    page, own = client.get(issue.get_absolute_url()).text, client_of(supporter).get(issue.get_absolute_url()).text
    assert "A promise was made" in page and "A warden by May." not in page and "No warden" not in page
    assert own.count("A warden by May.") >= 3 and "No warden on Mondays." in own


def test_everybody_reads_that_it_was_raised_and_answered_and_no_more(client, issue, pledge, report):
    seen = section(client.get(issue.get_absolute_url()))
    assert f"report {report.number}" in seen and "They answered on" in seen
    for words in (ASK, "Yes, from November.", "A warden by May.", "promise", "<a "):
        assert words not in seen


def test_trustees_and_staff_go_there_and_back(client_of, trustee, staff, issue, pledge, report):
    seen = section(client_of(trustee).get(issue.get_absolute_url()))
    assert report.get_absolute_url() in seen and ASK in seen and "/admin/" not in seen
    assert issue.get_absolute_url() in client_of(trustee).get(report.get_absolute_url()).text
    in_report = reverse("admin:insights_stakeholderreport_change", args=[report.pk])
    of_promise = reverse("admin:insights_pledge_change", args=[pledge.pk])
    of_issue = reverse("admin:insights_issue_change", args=[issue.pk])
    for address in (issue.get_absolute_url(), of_issue):
        text = section(client_of(staff).get(address))
        assert in_report in text and of_promise in text
    assert of_issue in client_of(staff).get(in_report).text
    assert of_issue in (text := client_of(staff).get(of_promise).text) and in_report in text


def test_a_question_back_is_no_answer_and_a_draft_is_no_report(client_of, supporter, trustee, issue, report):
    contact = report.recipients.get().contact
    answer(ask=report.asks.get(), answer="needs_information", words="Which hall?", contact=contact, by=contact.user)
    make_report(issues=[issue], title="Not sent", asks=["Not asked yet."])
    seen = section(client_of(supporter).get(issue.get_absolute_url()))
    assert "0 answers" in seen and "No answer yet." in seen and "Which hall?" not in seen
    assert "1 report to" in seen and "Not asked yet." not in seen
    assert "Which hall?" in section(client_of(trustee).get(issue.get_absolute_url()))


def test_what_was_joined_shows_the_thread_of_the_wider_issue(client_of, coordinator, issue, pledge):
    joined = make_issue(state="joined", joined_to=issue, user=coordinator)
    assert "A warden by May." in section(client_of(coordinator).get(joined.get_absolute_url()))


def test_the_outcome_stands_at_its_end(client, issue, pledge, staff, supporter):
    give_evidence(pledge=pledge, evidence="A photo of the warden.", by=staff)
    issue.refresh_from_db()
    confirm_done(issue=issue, outcome="confirmed", by=supporter)
    assert "<strong>Outcome:</strong> Done, confirmed" in section(client.get(issue.get_absolute_url()))
    assert section(client.get(make_issue(released=True, state="accepted").get_absolute_url())) == ""


def test_it_costs_the_same_for_one_report_and_for_many(
    client, issue, report, staff, second_staff, django_assert_num_queries
):
    client.get(issue.get_absolute_url())
    with django_assert_num_queries(9) as one:
        client.get(issue.get_absolute_url())
    for _ in range(2):
        make_sent_report(staff=staff, second_staff=second_staff, issues=[issue], asks=[ASK, ASK])
    with django_assert_num_queries(len(one)):
        client.get(issue.get_absolute_url())
