"""Starting the portal's own programs for a test: a database of their own, an environment, and patience."""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[2]


def own_database(url: str, name: str, template: str = "template1") -> str:
    """A new database on the server of `url`, so that the portal's rows and other suites' never meet."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def environment(folder: Path, name: str, **more: str) -> dict[str, str]:
    """The environment of a portal in demo mode under `folder`; on PostgreSQL when the tests are."""
    env = _environment(folder, **more)
    if env.get("DATABASE_URL"):
        env["DATABASE_URL"] = own_database(env["DATABASE_URL"], f"{name}_{os.getpid()}")
    return env


def _environment(folder: Path, **more: str) -> dict[str, str]:
    env = {**os.environ, "VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1", **more}
    env.pop("PORTAL_MODE", None)
    for server in ("DATABASE_URL", "REDIS_URL"):  # an empty one says: without, even when the tests have one
        if not env.get(server):
            env.pop(server, None)
    if env.get("REDIS_URL"):
        env["REDIS_URL"] = urlunsplit(urlsplit(env["REDIS_URL"])._replace(path=f"/{next(_redis_numbers)}"))
    return env


# Two portals on one Redis database would take each other's messages; a server has sixteen, the tests use 0.
_redis_numbers = cycle(range(1, 16))


def ready(folder: Path, name: str, **more: str) -> dict[str, str]:
    """The same with a database that is migrated: a copy of one that is migrated once for all tests."""
    env = _environment(folder, **more)
    kept = _migrated(env.get("DATABASE_URL", ""))
    if env.get("DATABASE_URL"):
        env["DATABASE_URL"] = own_database(env["DATABASE_URL"], f"{name}_{os.getpid()}", kept)
    else:
        shutil.copy(kept, folder / "portal.sqlite3")
    return env


@cache
def _migrated(url: str) -> str:
    """Make it, as the launcher does from nothing: a database's name on the server of `url`, or the path of a file."""
    folder = Path(tempfile.mkdtemp(prefix="migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    env = environment(folder, "migrated", DATABASE_URL=url)
    manage(env, "shell", "-v0", "-c", "from camk.launch.prepare import make_tables; make_tables()")
    return urlsplit(env["DATABASE_URL"]).path.strip("/") if url else str(folder / "portal.sqlite3")


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run `manage.py`; returns what it printed, raises with its words when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@contextlib.contextmanager
def celery(env: dict[str, str], folder: Path, *, workers: int = 1, beats: int = 1) -> Iterator[Path]:
    """Workers and schedulers for as long as the block lasts; gives the file that holds what they say."""
    said = folder / "celery.txt"
    program = [sys.executable, "-m", "celery", "--app", "camk.celery:app"]
    worker = [*program, "worker", "--pool", "solo", "--loglevel", "INFO", "--without-gossip"]
    beat = [*program, "beat", "--loglevel", "INFO", "--pidfile="]
    commands = [[*worker, "-n", f"w{n}@here"] for n in range(workers)]
    commands += [[*beat, "-s", str(folder / f"schedule{n}")] for n in range(beats)]
    with said.open("a") as log:
        running = [subprocess.Popen(c, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT) for c in commands]
        try:
            yield said
        finally:
            for process in reversed(running):
                process.send_signal(signal.SIGTERM)
            for process in reversed(running):
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def wait_until(met, seconds: float, otherwise) -> None:
    """Wait for a condition; `otherwise()` is the message when it is not met in time."""
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.2)
