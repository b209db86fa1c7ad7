"""The whole site as processes of its own, for tests that must not share a memory with what they test.

    with postgres() as database, redis_server() as redis, mail_server() as mail:
        with site(tmp_path, DATABASE_URL=database, REDIS_URL=redis, EMAIL_URL=mail.url) as running:
            ... running.url ...

It is started by the same code as `make run`, in demo mode, with the demonstration network loaded.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from camk.launch.__main__ import programs
from camk.launch.processes import Child, Children
from tests.services.ports import ServiceFailed, free_port

ROOT = Path(__file__).resolve().parents[2]
ALL = ("web server", "worker", "scheduler")


@dataclass
class RunningSite:
    """A started site: its address, its environment, its programs by name, how to sign in."""

    port: int
    folder: Path
    environment: dict[str, str]
    children: Children
    sign_ins: str

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def child(self, name: str) -> Child:
        """One of the programs: "web server", "worker" or "scheduler"."""
        return next(child for child in self.children.started if child.name == name)

    def logs(self) -> str:
        """All logs, for the message of a failing test."""
        return "\n".join(
            f"--- {child.name}\n{child.last_words(60)}" for child in self.children.started if child.log.exists()
        )

    def manage(self, *arguments: str) -> str:
        """Run one of the site's own commands, as an administrator would on the server."""
        return _python(ROOT / "manage.py", *arguments, environment=self.environment)


def _python(*arguments: str | Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ServiceFailed(f"{arguments} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextlib.contextmanager
def site(folder: Path, *names: str, **settings: str) -> Iterator[RunningSite]:
    """Start the programs named (all three unless told) on an empty database with the demonstration in it."""
    port = free_port()
    # What a surrounding run was given must not leak in: a test names its own servers, or gets SQLite.
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "camk.settings",
        "PORTAL_MODE": "demo",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **settings,
    }
    prepared = folder / "run" / "prepared.json"
    prepared.parent.mkdir(parents=True, exist_ok=True)
    _python("-m", "camk.launch.prepare", str(prepared), environment=environment)
    facts = json.loads(prepared.read_text())
    chosen = [
        child for child in programs(folder, "127.0.0.1", port, facts["one_writer"]) if child.name in (names or ALL)
    ]
    with Children(chosen, environment) as children:
        running = RunningSite(port, folder, environment, children, facts["sign_ins"])
        if "web server" in (names or ALL):
            _wait_until_it_answers(running)
        yield running


def _wait_until_it_answers(running: RunningSite, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and not running.children.dead():
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        try:
            connection.request("GET", "/health/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise ServiceFailed(f"The site did not answer:\n{running.logs()}")
