"""What changes a few times a year and is asked on every page: each process keeps its last answer for some seconds.

Nobody is behind by more than 15 seconds. Asking anew after each action was measured and left out: an answer to a
meeting then cost a tenth more. An action whose own writer would miss the change on the next page calls `.forget()`.
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
    forgotten_with_the_rest(kept.clear)
    return answer


def forgotten_with_the_rest(forget: Callable[[], None]) -> None:
    """Something else that keeps answers for some seconds: let go of between tests too."""
    _all.append(forget)


def forget_all() -> None:
    """Ask everything anew: between tests."""
    for forget in _all:
        forget()
