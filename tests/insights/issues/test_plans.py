"""The lists read a page through an index, never a whole table: asked of PostgreSQL over 50,000 issues."""

import re
from datetime import UTC

import pytest
from django.db import connection
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.issues.paging import PAGE
from insights.issues.states import STAGES
from insights.issues.views.public import listed_issues
from insights.sample.actions.filling import fill_issues
from insights.sample.actions.loading import BEGIN
from insights.triage.queues import QUEUES, in_queue
from tests.factories.camk import make_user
from tests.guard import fixture_writes

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
MANY = 50_000
WHOLE = re.compile(r"Seq Scan on insights_issue(_themes|_places)?\b")

SORTED = re.compile(r"(?<!Incremental )Sort  \(cost=\S+ rows=(\d+)")
MOST_SORTED = 1_000


def reads_too_much(plan: str) -> bool:
    """Whether PostgreSQL means to read a whole table, or to put more in order than a few pages."""
    return bool(WHOLE.search(plan)) or any(int(rows) > MOST_SORTED for rows in SORTED.findall(plan))


def declared() -> list[dict]:
    """The ways of narrowing what everybody reads whose plan is held here: each alone, and pairs."""
    kinds = [{"kind": kind} for kind in ("issue", "gap", "idea", "good_news")]
    states = [{"state": state} for state in STAGES]
    areas = [{"area": area} for area in Place.objects.clusters().offered()]
    themes = [{"theme": theme} for theme in Theme.objects.offered()]
    pairs = [kind | state for kind in kinds for state in states]
    pairs += [theme | area for theme in (themes[0], themes[-1]) for area in areas]
    return [{}, *kinds, *states, *areas, *themes, *pairs]


def first_page(choices: dict) -> str:
    return listed_issues(choices).for_rows().order_by("-released_at", "-pk")[: PAGE + 1].explain()


def test_each_list_reads_a_page_through_an_index():
    with fixture_writes():
        user = make_user(is_staff=True, is_superuser=True)
        now = timezone.now().astimezone(UTC).replace(tzinfo=None)
        fill_issues(number=MANY, begin=BEGIN, now=now, say=lambda words: None)
    for choices in declared():
        assert not reads_too_much(first_page(choices)), choices
    for code in QUEUES:
        assert not reads_too_much(in_queue(code, user)[: PAGE + 1].explain()), code
    with fixture_writes(), connection.cursor() as cursor:  # without its index the check must find it
        cursor.execute("DROP INDEX issue_released")
    assert reads_too_much(first_page({}))
