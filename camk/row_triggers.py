"""Triggers that note each change of a row beside it, in the transaction of the change, whatever made it.

They are made after a migration that finds them missing: SQLite forgets the triggers of a table it makes anew. Their
names end in a number; it changes with the words, so that those of an earlier version are not taken for them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection


class Watch(NamedTuple):
    """One trigger: what is done with the row as it was (`OLD`) and as it is since (`NEW`), when a column differs."""

    name: str
    table: str
    columns: tuple[str, ...]
    old: str
    new: str
    is_updates_only: bool = False  # nothing hangs on a row that comes or goes


def _differs(columns: tuple[str, ...], how: str) -> str:
    return " OR ".join(f"OLD.{column} {how} NEW.{column}" for column in columns)


def _sqlite(watch: Watch) -> list[str]:
    name, table, columns, old, new, is_updates_only = watch
    comes_and_goes = [
        f"CREATE TRIGGER {name}_new AFTER INSERT ON {table} BEGIN {new} END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {table} BEGIN {old} END",
    ]
    return [
        *([] if is_updates_only else comes_and_goes),
        f"CREATE TRIGGER {name} AFTER UPDATE ON {table} WHEN {_differs(columns, 'IS NOT')} BEGIN {old} {new} END",
    ]


def _postgresql(watch: Watch) -> list[str]:
    name, table, columns, old, new, is_updates_only = watch
    rows = f"CREATE TRIGGER {name}_rows AFTER INSERT OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
            BEGIN
              IF TG_OP <> 'INSERT' THEN {old} END IF;
              IF TG_OP <> 'DELETE' THEN {new} END IF;
              RETURN NULL;
            END $$ LANGUAGE plpgsql""",
        *([] if is_updates_only else [rows]),
        f"""CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW
            WHEN ({_differs(columns, "IS DISTINCT FROM")}) EXECUTE FUNCTION {name}()""",
    ]


_FIND = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})",
    "postgresql": "SELECT COUNT(*) FROM pg_trigger WHERE tgname IN ({places})",
}


def drop(watches: Iterable[Watch]) -> None:
    """None of them any more: the table they write to goes."""
    with connection.cursor() as cursor:
        for watch in watches:
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP FUNCTION IF EXISTS {watch.name}() CASCADE")
            else:
                for end in ("_new", "_gone", ""):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {watch.name}{end}")


def are_there(watches: Iterable[Watch]) -> bool:
    """All of them: a table that was made anew has lost its own."""
    names = [watch.name for watch in watches]
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor].format(places=places), names)
        return cursor.fetchone()[0] == len(names)


def make(watches: Iterable[Watch]) -> None:
    """All of them, those that are there made anew."""
    watches = list(watches)
    drop(watches)
    with connection.cursor() as cursor:
        for watch in watches:
            for statement in _sqlite(watch) if connection.vendor == "sqlite" else _postgresql(watch):
                cursor.execute(statement)
