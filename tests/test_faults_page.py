"""docs/faults.md is kept honest: each row names tests that exist, and no row of its five tables is missing."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.guard
ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text()
FAULTS = ["F1", "F2", "F3", "F4", "F7", "F8", "F9", "F10", "F14"]


def rows(part: str) -> list[list[str]]:
    """The cells of each row of the table in a part of the page, without its head."""
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def part(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@cache
def names_in(path: str) -> set[str]:
    found = ast.walk(ast.parse((ROOT / path).read_text()))
    return {node.name for node in found if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (PAGE.split("\n## ")[0], FAULTS),
        (part("Reminders, case by case"), [str(number) for number in range(1, 15)]),
        (part("The calendar, line by line"), [str(number) for number in range(1, 13)]),
        (part("The waiting list, case by case"), [str(number) for number in range(1, 14)]),
        (part("Traps of the field"), ["I6", "I7", "I9"]),
    ],
    ids=["faults", "reminders", "calendar", "waiting", "traps"],
)
def test_no_row_is_missing_and_each_names_its_test(words, names):
    found = rows(words)
    assert sorted({row[0] for row in found if row[0]}) == sorted(names)
    for row in found:
        assert not row[0] or "`tests/" in row[-1], row[0]


def test_every_test_named_exists():
    named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", PAGE)
    assert len(named) >= 60
    assert not [f"{path}::{name}" for path, name in named if name not in names_in(path)]
