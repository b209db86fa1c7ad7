"""Starting the portal's own programs for a test: a database of their own, an environment, and patience."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[2]


def own_database(url: str, name: str) -> str:
    """A new database on the server of `url`, so that the portal's rows and other suites' never meet."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def environment(folder: Path, name: str, **more: str) -> dict[str, str]:
    """The environment of a portal in demo mode under `folder`; on PostgreSQL when the tests are."""
    env = {**os.environ, "VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1", **more}
    env.pop("PORTAL_MODE", None)
    if env.get("DATABASE_URL"):
        env["DATABASE_URL"] = own_database(env["DATABASE_URL"], f"{name}_{os.getpid()}")
    return env


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run `manage.py`; returns what it printed, raises with its words when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def wait_until(met, seconds: float, otherwise) -> None:
    """Wait for a condition; `otherwise()` is the message when it is not met in time."""
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.2)
