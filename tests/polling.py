"""Waiting for something to be so."""

import time


def until(met, seconds: float, otherwise: str) -> None:
    """Ask again and again; fails with these words when it is not so in time."""
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, otherwise
