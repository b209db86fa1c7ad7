"""GET, HEAD and OPTIONS change no row: every table is hashed before and after, for every address and role."""

import hashlib

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from tests.access.cast import ROLES
from tests.access.conftest import undone
from tests.access.test_access import cases

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

# Decisions, point 19: reads limits and link views may be written; sessions and the cache are not ours.
MAY_CHANGE = {"django_session", "camk_secretlink", "camk_cache"}


def picture() -> dict[str, str]:
    """A fingerprint of each table's rows."""
    prints = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in MAY_CHANGE:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(map(repr, cursor.fetchall()))
                prints[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return prints


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(world, browsers, role):
    with undone():
        before = picture()
        for *_, address, _ in cases(world):
            for method in ("get", "head", "options"):
                getattr(browsers[role], method)(address).close()
        after = picture()
    assert [table for table in before if before[table] != after[table]] == []


def test_the_fingerprint_sees_a_change(world, browsers):
    with undone():
        before = picture()
        address = reverse("meetings:meeting-answer", args=[world.meeting.slug])
        browsers["coordinator"].post(address, {"answer": "no"})
        assert picture() != before
