"""The last places contested many times over, on several web processes; `make test` fights small ones."""

from dataclasses import replace

import pytest

from tests.soak.contest import UNLOCKED, Size, fight

pytestmark = pytest.mark.soak
BIG = Size(contests=100, people=500, places=50, at_once=32, processes=4)
SMALL = Size(contests=10, people=100, places=10, at_once=32, processes=2)
# Everybody at the same moment, each with a connection of their own.
AT_ONCE = Size(contests=10, people=200, places=20, at_once=200, processes=2)
BOTH = pytest.mark.parametrize("sqlite", [False, True], ids=["postgresql", "sqlite"])


@BOTH
def test_two_hundred_at_once_for_twenty_places_are_exact(tmp_path, sqlite):
    found = fight(tmp_path, "at-once", AT_ONCE, sqlite=sqlite)
    assert found["exact"] == AT_ONCE.contests
    assert set(found["statuses"]) == {302}


@BOTH
def test_without_the_lock_two_hundred_at_once_overbook(tmp_path, sqlite):
    """The control run of the same size."""
    size = replace(AT_ONCE, contests=2, leaving=False)
    assert fight(tmp_path, "at-once-unlocked", size, sqlite=sqlite, wsgi=UNLOCKED)["overbooked"] == size.contests


def test_every_contest_on_postgresql_is_exact(tmp_path):
    found = fight(tmp_path, "locked", BIG)
    assert found["exact"] == BIG.contests
    assert set(found["statuses"]) == {302}


def test_every_contest_on_sqlite_is_exact(tmp_path):
    found = fight(tmp_path, "onefile", SMALL, sqlite=True)
    assert found["exact"] == SMALL.contests
    assert set(found["statuses"]) == {302}


@BOTH
def test_without_the_lock_they_overbook(tmp_path, sqlite):
    """The control run: it shows that the contests above can fail."""
    size = Size(contests=5, people=100, places=10, at_once=32, processes=2 if sqlite else 4, leaving=False)
    assert fight(tmp_path, "unlocked", size, sqlite=sqlite, wsgi=UNLOCKED)["overbooked"]
