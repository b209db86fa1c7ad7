"""What changes a few times a year and is asked on every page: each process keeps its last answer for some seconds.

A process that committed an action asks anew; the others are behind by 15 seconds at most.
"""

import functools
import time
from collections.abc import Callable
from typing import Any

KEEP_SECONDS = 15
_all: list[Callable[[], None]] = []


def lately(ask: Callable[[], Any]) -> Callable[[], Any]:
    """Keep what `ask()` gives for 15 seconds; `.forget()` asks anew at the next question, in this process."""
    kept: list[tuple[float, Any]] = []

    @functools.wraps(ask)
    def answer():
        now = time.monotonic()
        for until, found in kept:
            if now < until:
                return found
        found = ask()
        kept[:] = [(now + KEEP_SECONDS, found)]
        return found

    answer.forget = kept.clear
    _all.append(kept.clear)
    return answer


def forget_all() -> None:
    """Ask everything anew: after an action, and between tests."""
    for forget in _all:
        forget()
