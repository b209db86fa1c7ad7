"""Which tests run a second time, on PostgreSQL."""

import json
from types import SimpleNamespace

import pytest
from django.db import DatabaseError

from tests.asked import Recorder, choose, read, shape


def item(name: str, *marks, cls=None, **function):
    """As much of a collected test as is looked at."""

    def iter_markers(wanted):
        return [mark for mark in marks if mark.name == wanted]

    def closest(wanted):
        return next(iter(iter_markers(wanted)), None)

    made = SimpleNamespace(**function)
    return SimpleNamespace(nodeid=name, function=made, cls=cls, iter_markers=iter_markers, get_closest_marker=closest)


def names(items, written):
    runs, left = choose(items, written)
    assert sorted(one.nodeid for one in [*runs, *left]) == sorted(one.nodeid for one in items)
    return [one.nodeid for one in runs]


def test_a_test_runs_again_when_it_asks_something_new():
    written = {"a": ({1, 2}, False), "b": ({2}, False), "c": ({2, 3}, False), "d": (set(), False)}
    assert names([item(name) for name in "abcd"], written) == ["a", "c"]


def test_what_the_database_refused_and_what_is_not_written_down_always_runs():
    written = {"a": ({1, 2}, False), "b": ({1}, True)}
    assert names([item(name) for name in "abc"], written) == ["a", "b", "c"]


def test_what_a_later_test_asks_too_runs_once_and_nothing_stays_unasked():
    written = {"a": ({1}, False), "b": ({2}, False), "c": ({1, 2}, False), "d": ({3}, False), "e": ({3}, False)}
    runs = names([item(name) for name in "abcde"], written)
    assert set().union(*(written[name][0] for name in runs)) == {1, 2, 3}
    assert runs == ["c", "e"] and names([item(name) for name in "edcba"], written) == ["e", "c"]


def test_what_commits_waits_tries_values_or_is_for_postgresql_always_runs():
    mark = pytest.mark
    items = [
        item("first"),
        item("commits", mark.django_db(transaction=True).mark),
        item("does not", mark.django_db.mark),
        item("marked", mark.postgres.mark),
        item("walks", mark.walk.mark),
        item("tries values", is_hypothesis_test=True),
        item("is a machine", cls=type("Machine", (), {"runTest": None})),
    ]
    left = {"first", "does not"}  # those that always run ask it
    assert set(names(items, {one.nodeid: ({1}, False) for one in items})) == {one.nodeid for one in items} - left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('SELECT 1 FROM "a" WHERE "b" IN (%s)', 'SELECT 1 FROM "a" WHERE "b" IN (%s, %s, %s)'),
        ('INSERT INTO "a" VALUES (%s, %s)', 'INSERT INTO "a" VALUES (%s, %s), (%s, %s)'),
        ('SAVEPOINT "s140_x1"', 'SAVEPOINT "s7_x22"'),
        ("SELECT 1 LIMIT 21", "SELECT 1 LIMIT 5"),
    ],
)
def test_how_many_values_makes_no_other_statement(one, other):
    assert shape(one) == shape(other) != shape('DELETE FROM "a"')


def test_it_is_written_down_and_read_back(tmp_path):
    recorder = Recorder(tmp_path)

    def refuses(*arguments):
        raise DatabaseError

    def run(test, execute):
        hook = recorder.pytest_runtest_protocol(SimpleNamespace(nodeid=test))
        next(hook)
        try:
            recorder.wrapper(execute, "SELECT 1", (), False, {})
        except DatabaseError:
            pass
        with pytest.raises(StopIteration):
            hook.send(None)

    run("a", lambda *arguments: None)
    run("b", refuses)
    recorder.pytest_sessionfinish()
    assert json.loads(next(tmp_path.glob("*.jsonl")).read_text().splitlines()[0]) == ["a", [shape("SELECT 1")], False]
    assert read(tmp_path) == {"a": ({shape("SELECT 1")}, False), "b": ({shape("SELECT 1")}, True)}
