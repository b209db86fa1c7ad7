"""The staff list behind a figure holds the rows the figure counts: of its time, its programmes and its states."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.templatetags.ui import LONDON
from insights.figures.definitions import FIGURES
from insights.figures.periods import Quarter
from meetings.connections.models import Connection
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes
from tests.insights.figures.test_board import pledge, programme, sent

pytestmark = pytest.mark.django_db


def listed(browser, code: str, **asked) -> set:
    """The numbers of the rows on the list behind a figure."""
    behind = browser.get(reverse("insights:figure", args=[code]), asked).context["behind"]
    page = browser.get(behind)
    assert page.status_code == 200 and behind.split("?")[0] == page.request["PATH_INFO"]
    return set(page.context["cl"].queryset.values_list("pk", flat=True))


@pytest.fixture
def told():
    """Of the last quarter and of the one before, of a programme and of none, counted and not counted."""
    last = Quarter.of(timezone.localdate()).previous()
    now, before = (
        datetime.combine(quarter.first_day + timedelta(days=9), time(10), tzinfo=LONDON)
        for quarter in (last, last.previous())
    )
    funded = programme("Funded", "A Trust & Son")
    rows = {"last": last, "funded": funded}
    for name, day, paid in (("ours", now, funded), ("other", now, None), ("earlier", before, funded)):
        meeting = make_meeting(starts_at=day, programme=paid)
        make_rsvp(meeting=meeting, user=make_user(), organisation=make_organisation(), attendance="attended")
        report = sent(on=day, programme=paid)
        issue = make_issue(created_at=day, state="not_resolved", reopened_count=1)
        low, high = sorted([make_organisation(), make_organisation()], key=lambda row: row.pk)
        with fixture_writes():
            report.items.create(issue=issue)
            tie = Connection.objects.create(
                low=low, high=high, state="talking", origin="staff", tied_at=day, meeting=meeting
            )
        promise = pledge(report.asks.get(), due_on=day.date())
        rows[name] = {"issue": issue, "meeting": meeting, "report": report, "pledge": promise, "tie": tie}
    make_meeting(starts_at=now, programme=funded)  # nobody was marked as present
    make_issue(created_at=now, state="withdrawn")
    make_issue(created_at=now, state="parked")
    return rows


LISTS = {"meeting": "reach", "report": "partners-answers", "pledge": "promises", "tie": "ties"}


def test_partners_meetings_and_ties_of_the_time_and_the_programme(client_of, staff, told):
    browser, period = client_of(staff), told["last"].code
    for what, code in LISTS.items():
        ours, other = told["ours"][what].pk, told["other"][what].pk
        assert listed(browser, code, period=period) == {ours, other}, code
        assert listed(browser, code, period=period, programme="funded") == {ours}, code
        assert listed(browser, code, period=period, funder="A Trust & Son") == {ours}, code
    assert listed(browser, "silence", programme="funded") == {told[name]["report"].pk for name in ("ours", "earlier")}


def test_issues_that_are_counted_and_no_others(client_of, staff, told):
    browser, period = client_of(staff), told["last"].code
    ours, other = told["ours"]["issue"].pk, told["other"]["issue"].pk
    for code in ("told", "outcomes", "issues-by-state"):
        shown = browser.get(reverse("insights:figure", args=[code]), {"period": period}).context["section"].rows
        assert len(listed(browser, code, period=period)) == 3 == sum(row[1] for row in shown)
        assert listed(browser, code, period=period, programme="funded") == {ours}
    for code in ("issues-two-keys", "issues-again"):
        assert listed(browser, code, period=period) == {ours, other}, code
    assert listed(browser, "issues-two-keys", period=period, state="parked") == set()
    assert not listed(browser, "issues-emerging", period=period)
    waiting = make_issue(state="new").pk
    assert listed(browser, "waiting", period=period) == {waiting}
    assert listed(browser, "issues-emerging", period=period) == {waiting}


def test_nonsense_behind_a_figure_is_a_list_all_the_same(client_of, staff, told):
    for figure in FIGURES:
        page = client_of(staff).get(reverse("insights:figure", args=[figure.code]))
        address = page.context["behind"].split("?")[0]
        assert client_of(staff).get(address, {"counted": "period=\0&programme=x"}).status_code in (200, 302)
