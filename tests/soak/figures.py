"""What an experiment measured: said at once, and kept for the table that `make soak` ends with."""

import os

KEPT_IN = "SOAK_FIGURES"


def note(words: str) -> None:
    """One line of figures."""
    print(f"\n{words}", flush=True)
    if path := os.environ.get(KEPT_IN):
        with open(path, "a") as kept:
            kept.write(f"{words}\n")
