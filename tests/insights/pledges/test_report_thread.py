"""The page of a report's thread: down to the voices, up to what came of them, counted at each step."""

import pytest

from insights.pledges.actions.keeping import record
from insights.reports.actions.answering import key_in_answer
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(staff, second_staff):
    issues = [make_issue(released=True, state="accepted") for _ in range(2)]
    make_voice(issue=issues[0])
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=issues, asks=["Mend it.", "Open it."])
    first, _ = report.asks.all()
    with fixture_writes():
        first.issues.set([issues[0]])
    key_in_answer(ask=first, answer="accepted", words="In May.", by=staff)
    record(ask=first, words="It will be mended in May.", holder=None, due_on=None, by=staff)
    return report


def test_the_thread_leads_down_to_issues_and_up_to_promises_and_counts_each_step(client_of, trustee, report):
    page = client_of(trustee).get(f"/reports/{report.number}/v1/thread/")
    counts = {step.label: step.n for step in page.context["steps"]}
    told = counts.pop("Times the people behind it were told")
    assert list(counts.values()) == [3, 2, 2, 1, 1, 1, 0, 0]
    assert told >= 3, "raised twice, answered once"
    first, second = page.context["threads"]
    asked = report.asks.first().issues.get()
    assert [issue.pk for issue in first.issues] == [asked.pk] and len(second.issues) == 2
    assert asked.get_absolute_url() in page.text
    assert "In May." in page.text and "It will be mended in May." in page.text and "No answer yet" in page.text


def test_it_is_found_from_the_report_from_its_issue_and_from_the_staff_page(client_of, staff, report):
    address, client = f"/reports/{report.number}/v1/thread/", client_of(staff)
    pages = [report.get_absolute_url(), report.items.first().issue.get_absolute_url()]
    for page in [*pages, f"/admin/insights/stakeholderreport/{report.pk}/change/"]:
        assert address in client.get(page).text, page


def test_members_and_visitors_do_not_read_it(client, client_of, member, report):
    address = f"/reports/{report.number}/v1/thread/"
    assert client.get(address).status_code == 302
    assert client_of(member).get(address).status_code == 404


def test_it_takes_the_same_queries_for_any_number_of_asks(
    client_of, trustee, staff, second_staff, report, django_assert_max_num_queries
):
    more = make_sent_report(
        staff=staff,
        second_staff=second_staff,
        issues=[make_issue(released=True, state="accepted") for _ in range(6)],
        asks=[f"Ask {n}." for n in range(9)],
    )
    client = client_of(trustee)
    for one in (report, more):
        with django_assert_max_num_queries(17):
            client.get(f"/reports/{one.number}/v1/thread/")
