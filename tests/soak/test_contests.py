"""The last places contested many times over, on several web processes; `make test` fights small ones."""

import pytest

from tests.soak.contest import UNLOCKED, Size, fight

pytestmark = pytest.mark.soak
BIG = Size(contests=100, people=500, places=50, at_once=32, processes=4)
SMALL = Size(contests=10, people=100, places=10, at_once=32, processes=2)


def test_every_contest_on_postgresql_is_exact(tmp_path):
    found = fight(tmp_path, "locked", BIG)
    assert found["exact"] == BIG.contests
    assert set(found["statuses"]) == {302}


def test_every_contest_on_sqlite_is_exact(tmp_path):
    found = fight(tmp_path, "onefile", SMALL, sqlite=True)
    assert found["exact"] == SMALL.contests
    assert set(found["statuses"]) == {302}


@pytest.mark.parametrize("sqlite", [False, True], ids=["postgresql", "sqlite"])
def test_without_the_lock_they_overbook(tmp_path, sqlite):
    """The control run: it shows that the contests above can fail."""
    size = Size(contests=5, people=100, places=10, at_once=32, processes=2 if sqlite else 4)
    assert fight(tmp_path, "unlocked", size, sqlite=sqlite, wsgi=UNLOCKED)["overbooked"]
