"""Writing a report: what may go in, in which order, with whose words."""

from datetime import date

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.drafts import Draft
from camk.errors import RuleBroken
from insights.reports.actions import drafting
from insights.reports.models import StakeholderReport
from insights.reports.snapshot import quotable_voices
from tests.factories.issues import make_issue, make_voice
from tests.factories.reports import make_contact, make_report, make_stakeholder
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
PERIOD = {"period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30)}


def test_reports_are_numbered_through_the_year(staff):
    body = make_stakeholder()
    first = drafting.begin(stakeholder=body, title="One", by=staff, **PERIOD)
    second = drafting.begin(stakeholder=body, title="Two", by=staff, **PERIOD)
    year = timezone.localdate().year
    assert [first.number, second.number] == [f"R-{year}-001", f"R-{year}-002"]
    assert AuditEvent.objects.filter(verb="report.begun", target_id=str(first.pk), by=staff).exists()


def test_a_member_begins_no_report(member):
    with pytest.raises(RuleBroken, match="Only staff"):
        drafting.begin(stakeholder=make_stakeholder(), title="One", by=member, **PERIOD)
    assert not StakeholderReport.objects.exists()


def test_a_period_runs_forward(staff):
    with pytest.raises(RuleBroken, match="ends before"):
        drafting.begin(
            stakeholder=make_stakeholder(),
            title="One",
            period_start=date(2026, 9, 1),
            period_end=date(2026, 7, 1),
            by=staff,
        )


def test_only_marked_issues_with_words_that_may_be_shown_are_offered(staff):
    report = make_report()
    shown = make_issue(released=True, for_report=True, state="accepted")
    quoted = make_issue(for_report=True, state="accepted")
    make_voice(issue=quoted, words="Quote me.", consents=["partners"])
    make_issue(released=True, state="accepted")  # not marked
    make_issue(for_report=True, state="accepted")  # nothing may be shown
    make_issue(released=True, for_report=True, state="sealed")
    make_issue(released=True, for_report=True, state="withdrawn")
    make_issue(released=True, for_report=True, state="submitted")  # nobody has looked at it yet
    assert set(drafting.issues_to_choose(report)) == {shown, quoted}


def test_added_issues_come_last_and_are_offered_no_more(staff):
    report = make_report()
    one, two = (make_issue(released=True, for_report=True, state="accepted") for _ in range(2))
    assert drafting.add_issues(report=report, issues=[one], by=staff) == 1
    drafting.add_issues(report=report, issues=[two], by=staff)
    assert list(report.items.values_list("issue", flat=True)) == [one.pk, two.pk]
    assert not drafting.issues_to_choose(report).exists()


def test_an_issue_without_words_to_show_is_refused(staff):
    report = make_report()
    with pytest.raises(RuleBroken, match="no words that may be shown"):
        drafting.add_issues(report=report, issues=[make_issue(for_report=True, state="accepted")], by=staff)
    assert not report.items.exists()


def test_an_issue_known_only_by_a_quote_brings_that_quote(staff):
    report, issue = make_report(), make_issue(for_report=True, state="accepted")
    voice = make_voice(issue=issue, words="Quote me.", consents=["anonymous"])
    drafting.add_issues(report=report, issues=[issue], by=staff)
    assert report.items.get().quote == voice


def test_items_take_the_order_of_their_numbers_and_leave(staff):
    issues = [make_issue(released=True) for _ in range(3)]
    report = make_report(issues=issues)
    first, second, third = report.items.all()
    drafting.arrange(report=report, positions={first.pk: 9, third.pk: 1}, remove={second.pk}, by=staff)
    assert list(report.items.values_list("pk", "position")) == [(third.pk, 1), (first.pk, 2)]


@pytest.mark.parametrize("audience", ["anonymous", "named", "partners", "publish"])
def test_words_are_quoted_with_consent(staff, audience):
    issue = make_issue(released=True)
    voice = make_voice(issue=issue, words="My own words.", consents=[audience])
    item = make_report(issues=[issue]).items.get()
    drafting.choose_quote(item=item, voice=voice, by=staff)
    item.refresh_from_db()
    assert item.quote == voice
    drafting.choose_quote(item=item, voice=None, by=staff)
    item.refresh_from_db()
    assert item.quote is None


def test_words_without_live_consent_are_never_quoted(staff):
    issue, other = make_issue(released=True), make_issue(released=True)
    counted = make_voice(issue=issue, words="Only count me.", consents=["count"])
    ended = make_voice(issue=issue, words="I changed my mind.", consents=["publish"])
    elsewhere = make_voice(issue=other, words="Another issue.", consents=["publish"])
    gone = make_voice(issue=issue, words="Taken back.", consents=["publish"], withdrawn_at=timezone.now())
    with fixture_writes():
        ended.consents.update(withdrawn_at=timezone.now())
    item = make_report(issues=[issue]).items.get()
    for voice in (counted, ended, elsewhere, gone):
        with pytest.raises(RuleBroken, match="has not agreed"):
            drafting.choose_quote(item=item, voice=voice, by=staff)
    assert not quotable_voices([issue.pk]).exists()


def test_a_sealed_issue_gives_no_quote():
    issue = make_issue(released=True, state="sealed")
    make_voice(issue=issue, words="Sealed words.", consents=["publish"])
    assert not quotable_voices([issue.pk]).exists()


def test_an_ask_is_worded_changed_and_taken_out(staff):
    issue = make_issue(released=True)
    report = make_report(issues=[issue])
    contact = make_contact(stakeholder=report.stakeholder)
    ask = drafting.add_ask(
        report=report, words=" Mend the lift. ", owner=contact, due_on=date(2026, 12, 1), issues=[issue], by=staff
    )
    assert (ask.words, ask.owner, list(ask.issues.all())) == ("Mend the lift.", contact, [issue])
    drafting.change_ask(ask=ask, words="Mend both lifts.", owner=None, due_on=None, by=staff)
    ask.refresh_from_db()
    assert (ask.words, ask.owner, ask.issues.count()) == ("Mend both lifts.", None, 0)
    drafting.remove_ask(ask=ask, by=staff)
    assert not report.asks.exists()


def test_an_ask_is_put_to_the_stakeholders_own_people_about_issues_inside(staff):
    report = make_report(issues=[make_issue(released=True)])
    with pytest.raises(RuleBroken, match="is not a contact of"):
        drafting.add_ask(report=report, words="Mend it.", owner=make_contact(), due_on=None, by=staff)
    with pytest.raises(RuleBroken, match="issues that are in this report"):
        drafting.add_ask(
            report=report, words="Mend it.", owner=None, due_on=None, issues=[make_issue(released=True)], by=staff
        )
    with pytest.raises(RuleBroken, match="Write what you ask"):
        drafting.add_ask(report=report, words="  ", owner=None, due_on=None, by=staff)


def test_words_of_a_draft_change_and_an_owner_of_another_body_goes(staff):
    report = make_report(asks=["Mend it."])
    with fixture_writes():
        report.asks.update(owner=make_contact(stakeholder=report.stakeholder))
    drafting.change(report=report, title=" New ", stakeholder=make_stakeholder(), by=staff)
    report.refresh_from_db()
    assert report.title == "New"
    assert report.asks.get().owner is None


@pytest.mark.parametrize("state", ["in_review", "approved", "withdrawn"])
def test_a_report_that_is_no_draft_is_not_written(staff, state):
    report = make_report(issues=[make_issue(released=True)], asks=["Mend it."], state=state)
    item, ask = report.items.get(), report.asks.get()
    tries = [
        lambda: drafting.change(report=report, title="New", by=staff),
        lambda: drafting.add_issues(report=report, issues=[], by=staff),
        lambda: drafting.arrange(report=report, positions={}, by=staff),
        lambda: drafting.choose_quote(item=item, voice=None, by=staff),
        lambda: drafting.add_ask(report=report, words="x", owner=None, due_on=None, by=staff),
        lambda: drafting.change_ask(ask=ask, words="x", owner=None, due_on=None, by=staff),
        lambda: drafting.remove_ask(ask=ask, by=staff),
    ]
    for attempt in tries:
        with pytest.raises(RuleBroken, match="cannot be changed now"):
            attempt()


def test_each_change_of_a_draft_is_kept_and_an_earlier_state_comes_back(client_of, staff, second_staff):
    issue, gone = (make_issue(released=True, state="accepted", for_report=True) for _ in range(2))
    voice = make_voice(issue=issue, words="We queue in the rain.", consents=["anonymous"])
    report = drafting.begin(stakeholder=make_stakeholder(), title="One", by=staff, **PERIOD)
    drafting.add_issues(report=report, issues=[issue, gone], by=staff)
    drafting.choose_quote(item=report.items.get(issue=issue), voice=voice, by=staff)
    ask = drafting.add_ask(
        report=report, words="Mend it.", owner=None, due_on=date(2026, 11, 2), issues=[issue], by=staff
    )
    drafting.change(report=report, summary="A first try.", by=staff)
    drafting.change(report=report, summary="A first try.", by=staff)
    whole = report.kept_versions.first()
    assert report.kept_versions.count() == 5, "the same words once more are no version"
    assert "queue in the rain" not in str(whole.data), "words of people who told us are not copied"
    drafting.remove_ask(ask=ask, by=second_staff)
    drafting.change(report=report, summary="Something else.", meeting_on=date(2026, 12, 1), by=second_staff)
    drafting.arrange(report=report, positions={}, remove=report.items.values_list("pk", flat=True), by=second_staff)
    with fixture_writes():
        type(gone).objects.filter(pk=gone.pk).update(released_at=None)
    client, address = client_of(staff), f"/admin/insights/stakeholderreport/{report.pk}/"
    page = client.get(f"{address}versions/").text
    assert "A first try." in page and second_staff.name in page and f"step/bring-back/?version={whole.pk}" in page
    done = client.post(f"{address}step/bring-back/", {"version": whole.pk}, follow=True)
    assert "1 of its issues, quotes or stories may not be shown now" in done.text
    report.refresh_from_db()
    [item], [back] = report.items.all(), report.asks.all()
    assert (report.summary, report.meeting_on, item.issue, item.quote) == ("A first try.", None, issue, voice)
    assert (back.words, back.due_on, list(back.issues.all())) == ("Mend it.", date(2026, 11, 2), [issue])
    assert report.kept_versions.count() == 9, "what stood until now can be had back too"


def test_what_is_typed_is_kept_until_it_is_saved_and_never_words_about_somebody_at_risk(
    client_of, staff, second_staff, member
):
    report = drafting.begin(stakeholder=make_stakeholder(), title="One", by=staff, **PERIOD)
    client, address = client_of(staff), f"/admin/insights/stakeholderreport/{report.pk}/step/ask/"
    typed = {"words": "Mend the li", "due_on": "32 Octob", "_keep": "1"}
    assert "Kept for you" in client.post(address, typed, headers={"HX-Request": "true"}).text
    page = client.get(address)
    assert "Mend the li" in page.text and "32 Octob" in page.text and "It is not saved yet" in page.text
    assert "hx-post" in page.text and "Keep for later" in page.text
    assert not report.asks.exists() and "Mend the li" not in client_of(second_staff).get(address).text
    assert client_of(member).post(address, typed).status_code in (302, 403, 404)
    drafting.change(report=report, summary="Hers.", by=second_staff)
    client = client_of(staff)
    assert "has changed the report since" in client.get(address).text
    # Without a script a button does the same; words that sound as if somebody were at risk are kept by neither.
    assert client.post(address, typed | {"words": "Mend the lights"}).status_code == 302
    assert "Mend the lights" in client.get(address).text
    harm = typed | {"words": "A girl in our youth club told me that her stepfather hits her."}
    assert "999" in client.post(address, harm).text
    assert "We have not kept it" in client.post(address, harm, headers={"HX-Request": "true"}).text
    assert not Draft.objects.exists()
    client.post(address, typed)
    assert client.post(address, {"_afresh": "1"}).status_code == 302 and not Draft.objects.exists()
    client.post(address, typed)
    assert client.post(address, {"words": "Mend the lights."}).status_code == 302
    assert report.asks.get().words == "Mend the lights." and not Draft.objects.exists()


def test_the_first_form_and_the_order_are_kept_while_they_are_typed(client_of, staff, trustee):
    office, add = client_of(staff), "/admin/insights/stakeholderreport/add/"
    partner = make_stakeholder()
    typed = {"stakeholder": partner.pk, "title": "Lights in the un", "period_start": "1 Jly", "_keep": "1"}
    assert "Kept for you" in office.post(f"{add}?stakeholder={partner.pk}", typed, headers={"HX-Request": "1"}).text
    page = office.get(add).text
    assert "Lights in the un" in page and "1 Jly" in page and "It is not saved yet" in page and "hx-post" in page
    whole = typed | {"period_start": "2026-07-01", "period_end": "2026-09-30", "title": "Lights"}
    del whole["_keep"]
    office.post(add, whole)
    [report] = StakeholderReport.objects.all()
    assert report.title == "Lights" and not Draft.objects.exists() and "Lights in" not in office.get(add).text
    record = f"/admin/insights/stakeholderreport/{report.pk}/change/"
    assert office.post(record, whole | {"title": "Ramps", "_keep": "1"}).status_code == 302
    report.refresh_from_db()
    assert report.title == "Lights" and "Ramps" in office.get(record).text
    assert office.post(record, {"_afresh": "1"}).status_code == 302 and "Ramps" not in office.get(record).text
    harm = whole | {"_keep": "1", "summary": "A girl in our youth club told me that her stepfather hits her."}
    assert "999" in office.post(record, harm).text and not Draft.objects.exists()
    drafting.add_issues(
        report=report, issues=[make_issue(released=True, state="accepted", for_report=True)], by=staff
    )
    # Who may read reports and not write them keeps nothing either.
    assert client_of(trustee).post(record, whole | {"_keep": "1"}).status_code in (302, 403, 404)
    assert not Draft.objects.exists()
    office = client_of(staff)
    arrange, item = record.replace("change", "step/arrange"), report.items.get()
    office.post(arrange, {f"position_{item.pk}": "77", "_keep": "1"})
    assert 'value="77"' in office.get(arrange).text and report.items.get().position == 1
