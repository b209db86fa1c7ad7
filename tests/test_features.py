"""docs/features.md is kept honest: each named address resolves, each named test exists and is collected."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import Resolver404, resolve

from tests.conftest import COLLECTED

pytestmark = pytest.mark.guard
ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {
    "code": "food",
    "slug": "x",
    "token": "1-x",
    "reference": "MK-2026-00001",
    "number": "R-2026-001",
    "version": "1",
    "pk": "1",
    "what": "digest",
    "step": "x",
    "year": "2025",
}


def rows() -> list[list[str]]:
    """The table's rows: ledger IDs, what, where, test."""
    lines = (ROOT / "docs" / "features.md").read_text().splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| A")]
    return cells


def addresses(where: str) -> list[str]:
    """The addresses in backticks that begin with a slash."""
    return re.findall(r"`(/[^`]*)`", where)


def test_there_are_rows_and_each_is_whole():
    assert len(rows()) >= 30
    for row in rows():
        assert len(row) == 4 and all(row), row
        assert re.fullmatch(r"A\d{3}(, A\d{3})*", row[0]), row[0]
        assert addresses(row[2]) or "admin: `" in row[2] or "`make" in row[2] or "`manage.py" in row[2], row


def test_every_address_resolves():
    for row in rows():
        for path in addresses(row[2]):
            example = re.sub(r"<(\w+)>", lambda m: EXAMPLES[m.group(1)], path.split("?")[0])
            try:
                resolve(example)
            except Resolver404:
                pytest.fail(f"{row[0]}: {path} leads nowhere")


def test_every_admin_page_exists():
    for row in rows():
        for label in re.findall(r"admin: `([\w.]+)`", row[2]):
            assert apps.get_model(label) in admin.site._registry, f"{row[0]}: no staff page for {label}"


def test_every_named_test_is_collected(request):
    """Of the running session where that took in everything, otherwise of one that only collects."""
    collected = request.config.stash[COLLECTED]
    if not set(map(str, request.config.args)) <= {"tests", str(ROOT / "tests")}:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", "-n", "0", "tests"]
        out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
        collected = {line.split("[")[0] for line in out.splitlines() if "::" in line}
    for row in rows():
        for name in re.findall(r"`(tests/[^`]+)`", row[3]):
            assert name in collected, f"{row[0]}: {name} is not collected"
        assert "`tests/" in row[3], f"{row[0]} names no test"


def test_every_command_named_exists():
    makefile = (ROOT / "Makefile").read_text()
    for row in rows():
        for target in re.findall(r"`make (\w+)", row[2]):
            assert f"\n{target}:" in makefile, f"{row[0]}: make {target}"
