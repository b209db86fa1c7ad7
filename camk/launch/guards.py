"""What is looked at before anything starts, each with a clear sentence when it stands in the way."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path


class CannotStart(Exception):
    """The site cannot start; the text says why and what to do."""


def chosen_port(text: str) -> int:
    """The port asked for, or a sentence saying what a port is."""
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise CannotStart(f"PORT must be a number from 1 to 65535, for example 8000; it is “{text}”.")
    return port


def check_port_is_free(host: str, port: int) -> None:
    """Refuse a port that another program listens on, before any work is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} needs more rights than you have. Choose one above 1023, for example:\n"
                f"    make run PORT=8000"
            ) from None
        except OSError:
            raise CannotStart(
                f"Port {port} is already in use by another program. Choose another one, for example:\n"
                f"    make run PORT={port + 1 if port < 65535 else 8001}"
            ) from None


@contextlib.contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold the folder's lock: two starts on the same data would send every reminder's sweep twice over."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "launch.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise CannotStart(
                f"It is already running from this folder, at {lock.read().strip() or 'another port'}.\n"
                "Stop that one first (Ctrl-C in its window), or give this one data of its own:\n"
                "    make run PORT=8001 VAR_DIR=/another/folder"
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def remove_stale_pidfile(path: Path) -> None:
    """Drop the pidfile of a scheduler that was killed; keep it when that scheduler still runs.

    Celery itself only asks whether *some* program has the number, and refuses to start when it has.
    """
    with contextlib.suppress(FileNotFoundError, ValueError):
        pid = int(path.read_text().strip() or 0)
        if pid and pid != os.getpid() and b"celery" in _command_line(pid):
            raise CannotStart(f"A scheduler is still running (process {pid}). Stop it first:  kill {pid}")
    path.unlink(missing_ok=True)


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
