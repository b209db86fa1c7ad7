"""`make soak`: every heavy experiment, one after the other, and a table of the figures at the end.

A part that fails stops no other; each has servers of its own. `make soak PART=kills` runs one of them, and
`PART="kills told"` two.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.figures import KEPT_IN
from tests.suite import ON_POSTGRESQL, Part, Running, pytest, with_services

FULL = ("-m", "soak", "-n", "0", "-p", "no:randomly", "-s", "-v", "--timeout", "0", "--no-header")


def on_postgresql(name: str, minutes: int, *tests: str) -> Part:
    return Part(name, with_services(*_paths(tests), *FULL), minutes)


def on_sqlite(name: str, minutes: int, *tests: str) -> Part:
    return Part(name, pytest(*_paths(tests), *FULL), minutes)


def _paths(tests: tuple[str, ...]) -> list[str]:
    return [f"tests/soak/{test}" for test in tests]


AT_ONCE = (
    "test_two_hundred_at_once_for_twenty_places_are_exact",
    "test_without_the_lock_two_hundred_at_once_overbook",
)
CONTESTS = (
    "test_every_contest_on_postgresql_is_exact",
    "test_every_contest_on_sqlite_is_exact",
    "test_without_the_lock_they_overbook",
)
# The quick ones first. The minutes end a part that hangs: three times what it takes on two busy cores.
PARTS = [
    on_postgresql("mail-servers", 30, "test_mail_servers.py"),
    on_postgresql("kills", 60, "test_kills.py"),
    on_postgresql("broker", 90, "test_broker.py"),
    on_postgresql("poison", 30, "test_poison.py"),
    on_postgresql("changes", 45, "test_changes.py"),
    on_postgresql("twice", 60, "test_twice.py"),
    on_sqlite("ten-gaps", 20, "test_ten_gaps.py"),
    on_sqlite("week", 20, "test_week.py"),
    on_sqlite("clocks", 90, "test_clocks.py"),
    on_postgresql("at-once", 60, *(f"test_contests.py::{test}" for test in AT_ONCE)),
    on_postgresql("contests", 120, *(f"test_contests.py::{test}" for test in CONTESTS)),
    on_sqlite("machine-sqlite", 60, "test_machine.py"),
    on_postgresql("machine", 90, "test_machine.py"),
    on_postgresql("plans", 10, "test_plans.py"),
    on_postgresql("figures", 60, "test_figures.py"),
    on_sqlite("told-sqlite", 60, "test_told.py"),
    on_postgresql("told", 90, "test_told.py"),
    on_postgresql("many", 120, "test_fifty_thousand.py"),
    Part("postgresql", with_services("-m", ON_POSTGRESQL, "-n", "2", "-q"), 60),
]


def chosen(names: list[str]) -> list[Part]:
    """The parts of these names; all when none is named. A name that is none ends it with the list."""
    unknown = set(names) - {part.name for part in PARTS}
    if unknown:
        sys.exit(f"No part is called {', '.join(sorted(unknown))}. They are: {' '.join(part.name for part in PARTS)}")
    return [part for part in PARTS if not names or part.name in names]


def run(part: Part, place: str, folder: Path) -> tuple[int, list[str]]:
    """One part: its exit code, and its lines of the table."""
    kept = folder / part.name
    kept.touch()
    os.environ[KEPT_IN] = str(kept)
    print(f"\n{place}, ended after {part.minutes} minutes at the latest", flush=True)
    code, line = Running(part).result()
    return code, [line, *(f"    {words}" for words in kept.read_text().splitlines())]


def table(results: dict[str, tuple[int, list[str]]], seconds: float) -> str:
    lines = [line for _, found in results.values() for line in found]
    failed = [name for name, (code, _) in results.items() if code]
    ending = f"FAILED: {' '.join(failed)}" if failed else "all passed"
    return "\n".join(["===== Figures =====", *lines, f"{len(results)} parts in {seconds / 60:.0f} minutes: {ending}"])


def main(names: list[str], parts: list[Part] | None = None) -> int:
    """Run them, whatever fails; 1 if something did. Ctrl-C ends it with the figures there are."""
    parts, began, results = parts or chosen(names), time.monotonic(), {}
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        try:
            for number, part in enumerate(parts, start=1):
                place = f"Part {number} of {len(parts)}, {part.name}"
                results[part.name] = run(part, place, Path(folder))
        except KeyboardInterrupt:
            print("\nStopped.")
    print(f"\n{table(results, time.monotonic() - began)}", flush=True)
    return 1 if len(results) < len(parts) or any(code for code, _ in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:]).split()))
