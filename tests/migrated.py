"""A migrated database is made once and copied: for SQLite kept in var/, for PostgreSQL on the server of the run.

Migrating takes longer than most test files. What is kept goes by a sum over all migrations, the lists they
fill and the triggers that come after them, so that a change of these makes a new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import sqlite3
import tempfile
from pathlib import Path

import django
from django.conf import settings

HOME = Path(settings.BASE_DIR)
KEPT = HOME / "var" / "tests"
ON_SERVER = "camk_migrated"
MADE_FROM = ("*/migrations/*.py", "groups/*/data.py", "*/*/triggers.py", "camk/row_triggers.py")


def sum_of_migrations() -> str:
    """What the kept database was made from, as a short sum."""
    made_from = sorted(path for pattern in MADE_FROM for path in HOME.glob(pattern))
    total = hashlib.sha256(django.__version__.encode())
    for path in made_from:
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


class Kept:
    """Around the making of one test database: `bring` before it, `keep` after it. Workers take turns."""

    def __init__(self, connection):
        self.connection = connection
        self.lock = None
        self.holder = None

    def bring(self) -> None:
        """Lay the kept copy where Django will make its test database; `migrate` then finds nothing to do."""
        if self.connection.vendor == "sqlite":
            self._take_turn(KEPT / "migrating.lock")
            self._bring_sqlite()
        else:
            port = self.connection.settings_dict["PORT"]
            self._take_turn(Path(tempfile.gettempdir()) / f"camk-migrating-{port}.lock")
            if self._on_server(f"SELECT 1 FROM pg_database WHERE datname = '{ON_SERVER}'"):
                self.connection.settings_dict["TEST"]["TEMPLATE"] = ON_SERVER

    def keep(self) -> None:
        """Keep a copy of the new database if there was none, and let the next worker in."""
        if self.connection.vendor == "sqlite":
            self._keep_sqlite()
        elif not self.connection.settings_dict["TEST"].get("TEMPLATE"):
            self.connection.close()
            self._on_server(f'CREATE DATABASE {ON_SERVER} TEMPLATE "{self.connection.settings_dict["NAME"]}"')
        self.lock.close()

    def _take_turn(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = path.open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)

    def _bring_sqlite(self) -> None:
        kept = KEPT / f"{sum_of_migrations()}.sqlite3"
        name = self.connection.creation._get_test_db_name()
        if kept.exists() and self.connection.creation.is_in_memory_db(name):
            # A database in memory lives as long as somebody holds it.
            self.holder = sqlite3.connect(name, uri=True)
            with sqlite3.connect(kept) as source:
                source.backup(self.holder)
            source.close()

    def _keep_sqlite(self) -> None:
        if self.holder or not self.connection.is_in_memory_db():
            return
        for old in KEPT.glob("*.sqlite3"):
            old.unlink()
        kept = KEPT / f"{sum_of_migrations()}.sqlite3"
        unfinished = kept.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with sqlite3.connect(unfinished) as target:
            self.connection.connection.backup(target)
        target.close()
        unfinished.rename(kept)

    def _on_server(self, sql: str) -> list:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
