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


def test_ask_promise_and_issue_have_threads_of_their_own_linked_both_ways(client_of, trustee, staff, report):
    first, second = report.asks.all()
    issue, promise = first.issues.get(), first.pledges.get()
    of_report = f"/reports/{report.number}/v1/thread/"
    of_ask = f"/reports/{report.number}/v1/asks/{first.pk}/thread/"
    of_promise, of_issue = f"/promises/{promise.pk}/thread/", f"/issues/{issue.reference}/thread/"
    client = client_of(trustee)
    pages = {address: client.get(address) for address in (of_report, of_ask, of_promise, of_issue)}
    for address, leads_to in {
        of_report: {of_ask, of_promise, of_issue},
        of_ask: {of_report, of_promise, of_issue},
        of_promise: {of_ask, of_issue},
        of_issue: {of_ask, of_promise, issue.get_absolute_url()},
    }.items():
        for other in leads_to:
            assert f'href="{other}"' in pages[address].text, f"{address} leads to {other}"
    for address in (of_ask, of_promise):
        counts = [step.n for step in pages[address].context["steps"]]
        assert counts[:8] == [2, 1, 1, 1, 1, 1, 0, 0], address
    # The other ask names no issue: it is about all of them, this one too.
    assert [step.n for step in pages[of_issue].context["steps"]][:8] == [2, 1, 2, 1, 1, 1, 0, 0]
    other = client.get(f"/reports/{report.number}/v1/asks/{second.pk}/thread/").context["steps"]
    assert [step.n for step in other][:6] == [3, 2, 1, 0, 0, 0]
    assert of_issue in client.get(issue.get_absolute_url()).text
    assert of_promise in client_of(staff).get(f"/admin/insights/pledge/{promise.pk}/change/").text


def test_words_stand_in_it_as_long_as_whoever_said_them_agrees(client_of, trustee, staff, second_staff):
    issue = make_issue(released=True, state="accepted")
    voice = make_voice(issue=issue, words="The lift has been out since May.", consents=["anonymous"])
    report = make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])
    with fixture_writes():
        report.items.update(quote=voice)
    addresses = [f"/reports/{report.number}/v1/thread/", f"/issues/{issue.reference}/thread/"]
    client = client_of(trustee)
    assert all("out since May" in client.get(address).text for address in addresses)
    with fixture_writes():
        voice.consents.update(withdrawn_at=report.sent_at)
    assert not any("out since May" in client.get(address).text for address in addresses)


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
