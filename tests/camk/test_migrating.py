"""A new database is made in few steps; an older one goes on from where it stands."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

APPS = ("camk", "groups", "meetings", "insights")
ALL = "0001_all_until_november_2026"


def still_to_do(recorded) -> list[tuple[str, str]]:
    """What Django would do with a database in which these migrations of ours are recorded."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=APPS).delete()
    for app, name in recorded:
        recorder.record_applied(app, name)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(step.app_label, step.name) for step, _ in plan if step.app_label in APPS]


@pytest.fixture
def replaced() -> list[tuple[str, str]]:
    """What databases began with."""
    migrations = MigrationExecutor(connection).loader.replacements
    return [old for app in APPS for old in migrations[(app, ALL)].replaces]


def test_a_new_database_is_made_at_once(db, replaced):
    steps = still_to_do([])
    assert {(app, ALL) for app in APPS} <= set(steps)
    assert not set(replaced) & set(steps)


def test_an_older_database_that_has_them_all_does_none_again(db, replaced):
    assert not {*replaced, *((app, ALL) for app in APPS)} & set(still_to_do(replaced))


def test_one_in_the_middle_goes_on_step_by_step(db, replaced):
    done = [key for key in replaced if key[0] != "insights" or key[1] < "0010"]
    steps = still_to_do(done)
    assert ("insights", ALL) not in steps
    assert [key for key in replaced if key not in done] == [key for key in steps if key in replaced]


def test_one_that_began_with_a_shorter_first_step_goes_on_where_it_stands(db, replaced):
    """The step for a new database has grown since: what it holds more is still to do, and nothing twice."""
    done = [key for key in replaced if key[0] != "insights" or key[1] < "0030"]
    steps = still_to_do([*done, ("insights", ALL)])
    assert ("insights", ALL) not in steps
    assert [key for key in replaced if key not in done] == [key for key in steps if key in replaced]
