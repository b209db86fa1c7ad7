"""The two sites to compare, on the same web server and the same database server."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from camk.launch.processes import Child, Children
from tests.bench.client import Client
from tests.services.ports import free_port

# What nobody wrote: Django asking a kept connection whether it lives, PostgreSQL checking foreign keys.
NOT_COUNTED = re.compile(r"SELECT \$1$|SELECT (1|\$1) FROM ONLY .* FOR KEY SHARE", re.DOTALL)

# Who asks: read for every request of somebody signed in, before anything is done.
WHO = re.compile(r'(PREPARE \w+ AS )?SELECT .* FROM "(django_session|camk_user)"', re.DOTALL)


@dataclass
class Site:
    """One running site: where it answers, and how its statements are counted."""

    name: str
    client: Client
    database: str
    master: int
    cold_start: float

    def workers(self) -> list[int]:
        """The process numbers of its web workers."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return [int(pid) for pid in children]

    def memory(self) -> float:
        """The largest worker's resident memory in MiB."""
        return max(_resident(pid) for pid in self.workers()) / 1024


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


class Statements:
    """Counts what the database was asked, from its own books (pg_stat_statements)."""

    def __init__(self, server: str):
        self.connection = psycopg2.connect(f"{server}/postgres")
        self.connection.autocommit = True
        self._run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")

    def _run(self, sql: str, *values):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def create_database(self, name: str) -> None:
        """A database for one of the sites."""
        self._run(f'CREATE DATABASE "{name}"')

    @staticmethod
    def tidy(server: str, name: str) -> None:
        """Let the planner know the new rows, as a running server's housekeeping would have."""
        connection = psycopg2.connect(f"{server}/{name}")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        connection.close()

    def forget(self) -> None:
        """Start counting afresh."""
        self._run("SELECT pg_stat_statements_reset()")

    def counted(self, database: str, data_only: bool = False) -> tuple[int, int]:
        """All statements since then (`data_only`: without session and person), and how many of them wrote."""
        rows = self._run(
            "SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = %s",
            database,
        )
        rows = [(query, calls) for query, calls in rows if not NOT_COUNTED.match(query.strip())]
        if data_only:
            rows = [(query, calls) for query, calls in rows if not WHO.match(query)]
        writes = sum(calls for query, calls in rows if query.split()[0].upper() in ("INSERT", "UPDATE", "DELETE"))
        return sum(calls for _, calls in rows), writes

    def texts(self, database: str) -> list[tuple[str, int]]:
        """The statements themselves, for `--statements`."""
        return self._run(
            "SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
            " WHERE d.datname = %s ORDER BY calls DESC, query",
            database,
        )

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()


def python(*arguments: str, environment: dict[str, str]) -> str:
    """Run a program of ours to its end and return what it printed; show it when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        raise SystemExit(f"{' '.join(arguments)} failed")
    return done.stdout


def last_json(text: str) -> dict:
    """The last line printed, read as JSON."""
    return json.loads(text.strip().splitlines()[-1])


@contextlib.contextmanager
def serve(name: str, wsgi: str, database: str, environment: dict[str, str], folder: Path) -> Iterator[Site]:
    """Start the site's web server as `make run` does and wait for its first answer."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", wsgi, "--interface", "wsgi", "--http", "1", "--no-ws",
        "--port", str(port), "--workers", "2", "--blocking-threads", "4",
        "--blocking-threads-idle-timeout", "600", "--log-level", "warning",
    ]  # fmt: skip
    child = Child(name, command, folder / f"{name}.log")
    start = time.perf_counter()
    with Children([child], {**os.environ, **environment}) as children:
        client = Client(port)
        while True:
            try:
                with contextlib.closing(Client(port, 1)) as knock:
                    knock.request("/health/")
                break
            except OSError:
                if children.dead() or time.perf_counter() - start > 60:
                    raise SystemExit(f"{name} did not start:\n{child.last_words()}") from None
                time.sleep(0.02)
        cold = time.perf_counter() - start
        try:
            yield Site(name, client, database, child.process.pid, cold)
        finally:
            client.close()
