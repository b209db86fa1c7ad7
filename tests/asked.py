"""What each test asks the database: PostgreSQL is asked all of it once, without every test running twice.

The first suite (SQLite, every test) writes down the statements of each test: `--asked-into`. The second (PostgreSQL)
is told where they stand: `--asked-from`. There a test runs when it asks something that no other test that runs asks,
and always when it

- is not in what was written down, so a failed or a cut-short first suite leaves nothing out;
- is marked `postgres`, `walk` or `soak`, commits (`transaction=True`), or tries values of Hypothesis;
- met an error of the database: how it refuses is its own.

A test that asks nothing has no second run. `make soak PART=postgresql` runs them all there.
"""

from __future__ import annotations

import functools
import json
import os
import re
import zlib
from collections import Counter
from pathlib import Path

import pytest
from django.db import DatabaseError

ALWAYS = ("postgres", "walk", "soak")
# Lists of values of any length, numbers of rows and names of savepoints make no other statement.
VALUES = re.compile(r"\(\s*%s(?:, ?%s)*\s*\)(?:, ?\(\s*%s(?:, ?%s)*\s*\))*|(?:WHEN .{0,80}?THEN %s ?)+")
NUMBERS = re.compile(r'(?<=LIMIT )\d+|(?<=OFFSET )\d+|"s\d+_x\d+"')


@functools.lru_cache(maxsize=20_000)
def shape(sql: str) -> int:
    """One number for all statements that differ only in how many values they bring."""
    return zlib.crc32(NUMBERS.sub("n", VALUES.sub("()", sql)).encode())


class Recorder:
    """Writes down, test by test, the shapes asked and whether the database refused one; a file for each worker."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.file = (folder / f"{os.getpid()}.jsonl").open("w")
        self.asked: set[int] = set()
        self.refused = False

    def wrapper(self, execute, sql, params, many, context):
        """For `connection.execute_wrappers`."""
        self.asked.add(shape(sql))
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            self.refused = True
            raise

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.asked.clear()
        self.refused = False
        result = yield
        self.file.write(json.dumps([item.nodeid, sorted(self.asked), self.refused]) + "\n")
        return result

    def pytest_sessionfinish(self):
        self.file.close()


def read(folder: Path) -> dict[str, tuple[set[int], bool]]:
    """Test to (shapes it asked, whether one was refused)."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines())
    return {test: (set(asked), refused) for test, asked, refused in map(json.loads, lines)}


def is_always(item) -> bool:
    """Whether this test runs on PostgreSQL whatever it asks."""
    commits = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    tries_values = getattr(item.function, "is_hypothesis_test", False) or hasattr(item.cls, "runTest")
    return commits or tries_values or any(item.get_closest_marker(name) for name in ALWAYS)


def choose(items: list, written: dict[str, tuple[set[int], bool]]) -> tuple[list, list]:
    """Which tests run a second time, and which need not; in the order they stand.

    A test that asks nothing of its own is left out, those that ask least first: few tests ask it all.
    """
    asked_by = Counter(asked for item in items for asked in written.get(item.nodeid, ((), False))[0])
    spared = set()
    for item in items_asking_least_first(items, written):
        asked, refused = written[item.nodeid]
        if not refused and not is_always(item) and all(asked_by[one] > 1 for one in asked):
            asked_by.subtract(asked)
            spared.add(item.nodeid)
    runs = [item for item in items if item.nodeid not in spared]
    return runs, [item for item in items if item.nodeid in spared]


def items_asking_least_first(items: list, written: dict) -> list:
    """Those that were written down; the same order in whatever order the tests run."""
    known = [item for item in items if item.nodeid in written]
    return sorted(known, key=lambda item: (len(written[item.nodeid][0]), item.nodeid))
