"""The lists read a page through an index, never a whole table: rows really read of 50,000 issues on PostgreSQL."""

from datetime import UTC

import pytest
from django.contrib import admin
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.actions.finding import unread
from insights.issues.models import Issue, ListedIssue
from insights.issues.paging import FIRST, MOST_COUNTED, NEWEST, OLDER, PAGE, Listed, newest, page
from insights.issues.searching import Words
from insights.issues.states import STAGES, IssueState
from insights.sample.actions.filling import fill_issues
from insights.sample.actions.loading import BEGIN
from insights.triage.queues import QUEUES, in_queue
from insights.triage.searching import search
from tests.bench.plans import really_read
from tests.factories.camk import make_user
from tests.guard import fixture_writes

# Not among the everyday tests: rows that are taken back stay in the tables until they are tidied, and the tests that
# come after in the same database then wait minutes.
pytestmark = [pytest.mark.soak, pytest.mark.postgres, pytest.mark.django_db]
MANY = 50_000
# A page is 31 rows of the list and what each shows (issue, theme, place, parish, what it joined), whatever is chosen.
MOST_READ = 6 * (PAGE + 1)
MOST_WITH_WORDS = 20_000  # words that stand in few wordings are read as a whole, others are looked for along the list
MOST_OF_STAFF = 2_000
# Up to 1,001 in the order of the list; where only a few thousand fit, PostgreSQL reads them all, index and table.
MOST_READ_TO_COUNT = 10_000


def declared() -> list[dict]:
    """Each way of narrowing what everybody reads alone, every pair of two ways, and all of them."""
    kinds = [{"kind": kind} for kind in Issue.Kind.values]
    stages = [{"stage": stage} for stage in STAGES]
    areas = [{"area": area.pk} for area in Place.objects.clusters().offered()]
    themes = [{"theme": theme.pk} for theme in Theme.objects.offered()]
    singles = [*kinds, *stages, *areas, *themes]
    pairs = [
        one | other for n, one in enumerate(singles) for other in singles[n + 1 :] if not one.keys() & other.keys()
    ]
    return [{}, *singles, *pairs, kinds[0] | stages[-1] | areas[0] | themes[0]]


@pytest.fixture
def many():
    """So many issues, and who works through the queues."""
    with fixture_writes():
        user = make_user(is_staff=True, is_superuser=True)
        now = timezone.now().astimezone(UTC).replace(tzinfo=None)
        fill_issues(number=MANY, begin=BEGIN, now=now, say=lambda words: None)
    return user


def page_of(listed: Listed, side=FIRST, **where):
    return page.__wrapped__(listed.form, side, PAGE + 1, **listed.columns, **listed.said, **where)


def first_of(listed: Listed):
    return newest.__wrapped__(listed.form, MOST_COUNTED + 1, **listed.columns, **listed.said)


def test_a_page_and_its_count_read_what_they_show(many):
    for choices in declared():
        listed = Listed(choices)
        shown, count = really_read(page_of(listed)), really_read(first_of(listed))
        assert shown.rows <= MOST_READ, (choices, shown)
        assert count.rows <= MOST_READ_TO_COUNT, (choices, count)
    whole = ListedIssue.objects.narrowed().order_by(*NEWEST)
    late = whole[int(whole.count() * 0.9)]
    later = page_of(Listed({}), OLDER, when=late.released_at, number=late.issue_id)
    assert really_read(later).rows <= MOST_READ
    for asked in ("evenings", "accordion"):
        found = really_read(page_of(Listed({}, Words(asked))))
        assert found.rows <= MOST_WITH_WORDS, (asked, found)
    for code in QUEUES:
        shown = really_read(in_queue(code, many)[: PAGE + 1])
        assert "insights_issue" not in shown.whole, (code, shown)
        assert shown.rows <= MOST_OF_STAFF, (code, shown)
    assert really_read(unread().order_by("pk")[:1]).rows <= 1  # asked before each search
    oldest = Issue.objects.order_by("created_at", "pk")
    for asked in ("evenings", "accordion", "evenings carnival", "42"):
        with CaptureQueriesContext(connection) as sent:
            list(search(oldest, asked)[0].values("pk")[: PAGE + 1])
        found = [really_read((one["sql"].replace("%", "%%"), ())) for one in sent]
        assert sum(read.rows for read in found) <= MOST_WITH_WORDS, (asked, found)
    with fixture_writes(), connection.cursor() as cursor:  # without their indexes the check must find it
        cursor.execute("DROP INDEX listed_any, listed_kind, listed_stage, listed_both")
    assert really_read(page_of(Listed({}))).rows > MOST_READ


def test_a_staff_list_counts_no_further_than_it_leafs(many, rf: RequestFactory):
    request = rf.get("/admin/insights/issue/", {"queue": "all"})
    request.user = many
    listing = admin.site.get_model_admin(Issue).get_changelist_instance(request)
    assert listing.result_count == MOST_COUNTED and listing.paginator.is_capped
    shown = [issue.created_at for issue in listing.result_list]
    assert shown == sorted(shown) and len(shown) == 50
    request = rf.get("/admin/insights/issue/", {"state__exact": IssueState.REOPENED})
    request.user = many
    listing = admin.site.get_model_admin(Issue).get_changelist_instance(request)
    assert listing.result_count == Issue.objects.filter(state=IssueState.REOPENED).count()
