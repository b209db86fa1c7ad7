"""`make soak` runs every experiment there is, goes on after one that failed, and says so with its exit code."""

import re
import sys
from pathlib import Path

import pytest

from tests.soak.__main__ import AT_ONCE, CONTESTS, PARTS, chosen, main
from tests.suite import Part

FOLDER = Path(__file__).parent / "soak"
FAILS = "import sys; sys.exit(3)"
NOTES = "from tests.soak.figures import note; note('7 of 7 arrived')"


def part(name: str, code: str, minutes: float = 1) -> Part:
    return Part(name, [sys.executable, "-c", code], minutes)


@pytest.mark.guard
def test_every_experiment_belongs_to_a_part():
    run = {
        argument.split("::")[0] for part in PARTS for argument in part.command if argument.startswith("tests/soak/")
    }
    assert {f"tests/soak/{path.name}" for path in FOLDER.glob("test_*.py")} == run
    contests = set(re.findall(r"^def (\w+)", (FOLDER / "test_contests.py").read_text(), re.M))
    assert contests == {*AT_ONCE, *CONTESTS}
    assert len({part.name for part in PARTS}) == len(PARTS)


def test_a_part_that_fails_or_hangs_stops_no_other(capfd):
    parts = [part("bad", FAILS), part("hangs", "import threading; threading.Event().wait()", 0), part("good", NOTES)]
    assert main([], parts) == 1
    said = capfd.readouterr().out.split("===== Figures =====")[1].splitlines()
    assert [line.split()[0] for line in said[1:4]] == ["bad", "hangs", "good"]
    assert "FAILED" in said[1] and "took too long" in said[2] and "passed" in said[3]
    assert said[4] == "    7 of 7 arrived"
    assert said[5].endswith("FAILED: bad hangs")


def test_when_all_passed_it_says_so(capfd):
    assert main([], [part("good", NOTES)]) == 0
    assert capfd.readouterr().out.strip().endswith("all passed")


def test_a_part_that_is_none_ends_it_with_the_list():
    with pytest.raises(SystemExit, match="No part is called typo. They are: .*kills"):
        chosen(["typo"])
    assert [part.name for part in chosen(["told", "kills"])] == ["kills", "told"]
