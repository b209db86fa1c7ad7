"""Child processes that live and die together: one falls, all stop; nothing is left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LOG_KEPT = 2_000_000  # bytes; an older log is moved aside once it is longer than this


def die_with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """For `preexec_fn`: Linux sends the child this signal when the starter is killed outright."""
    try:
        prctl = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):  # not Linux: the process groups below still do the rest
        return lambda: None
    return lambda: prctl(PR_SET_PDEATHSIG, number)


@dataclass
class Child:
    """One long-running program of the site, with the log it writes."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen = field(init=False)

    def start(self, environment: dict[str, str]) -> None:
        """Start in a process group of its own, so that Ctrl-C reaches only the launcher."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_KEPT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )

    def signal_group(self, number: int) -> None:
        """Signal the program and everything it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def group_is_alive(self) -> bool:
        """Whether the program, or anything it started, is still there."""
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, to show when it has died."""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 8000))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])


class Children:
    """The programs started together; leaving the block stops them all."""

    def __init__(self, children: Iterable[Child], environment: dict[str, str]):
        self.children = list(children)
        self.environment = environment
        self.started: list[Child] = []

    def __enter__(self) -> Children:
        try:
            for child in self.children:
                child.start(self.environment)
                self.started.append(child)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def dead(self) -> Child | None:
        """The first program that has ended by itself, if any."""
        return next((child for child in self.started if child.process.poll() is not None), None)

    def stop(self, patience: float = 20) -> None:
        """Ask all to finish, give them `patience` seconds, then end what is left of their groups.

        The request goes to the programs alone (a celery worker's own children must not get it, or the
        job in hand is lost); the end goes to the whole group.
        """
        for child in self.started:
            if child.process.poll() is None:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and any(child.process.poll() is None for child in self.started):
            time.sleep(0.05)
        for child in self.started:
            if child.group_is_alive():
                child.signal_group(signal.SIGKILL)
            child.process.wait()
        self.started = []
