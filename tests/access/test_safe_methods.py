"""GET, HEAD and OPTIONS change no row: every table is hashed before and after, for every address and role."""

import hashlib

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from tests.access.cast import ROLES, make_world
from tests.access.rules import RULES
from tests.access.test_access import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.guard]

# Decisions, point 19: reads limits and link views may be written; sessions and the cache are not ours.
MAY_CHANGE = {"django_session", "camk_secretlink", "camk_cache"}


def picture() -> dict[str, str]:
    """A fingerprint of each table's rows."""
    prints = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table in MAY_CHANGE:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(map(repr, cursor.fetchall()))
            prints[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return prints


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(db, role):
    world = make_world()
    browser = browser_of(world.people[role])
    before = picture()
    for name, rule in sorted(RULES.items()):
        for arguments in rule["kwargs"](world).values():
            for method in ("get", "head", "options"):
                getattr(browser, method)(reverse(name, kwargs=arguments))
    after = picture()
    assert [table for table in before if before[table] != after[table]] == []


def test_the_fingerprint_sees_a_change(db):
    world = make_world()
    before = picture()
    browser = browser_of(world.people["coordinator"])
    browser.post(reverse("meetings:meeting-answer", args=[world.meeting.slug]), {"answer": "no"})
    assert picture() != before
