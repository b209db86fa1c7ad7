"""Whatever the site starts ends with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from camk.launch.processes import Child, Children

PARENT_WITH_A_CHILD = "sleep 300 & echo $! > {pidfile}; wait"
IGNORES_TERM = "trap '' TERM; echo deaf; while :; do sleep 0.1; done"


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def shell(tmp_path: Path, name: str, script: str) -> Child:
    return Child(name, ["sh", "-c", script], tmp_path / f"{name}.log")


def test_leaving_the_block_ends_grandchildren_too(tmp_path):
    pidfile = tmp_path / "pid"
    with Children([shell(tmp_path, "one", PARENT_WITH_A_CHILD.format(pidfile=pidfile))], dict(os.environ)):
        assert wait_for(lambda: pidfile.exists() and pidfile.read_text().strip())
        pid = int(pidfile.read_text())
        assert is_running(pid)
    assert wait_for(lambda: not is_running(pid))


def test_one_that_will_not_go_is_ended(tmp_path):
    stubborn = shell(tmp_path, "stubborn", IGNORES_TERM)
    children = Children([stubborn], dict(os.environ))
    with children:
        pid = children.started[0].process.pid
        assert wait_for(lambda: "deaf" in stubborn.last_words())
        children.stop(patience=0.3)
    assert not is_running(pid)


def test_a_program_that_ends_by_itself_is_named_with_its_last_words(tmp_path):
    children = [
        shell(tmp_path, "steady", "sleep 300"),
        shell(tmp_path, "frail", "echo no more paper; exit 3"),
    ]
    with Children(children, dict(os.environ)) as running:
        assert wait_for(lambda: running.dead() is not None)
        dead = running.dead()
        assert (dead.name, dead.process.returncode) == ("frail", 3)
        assert "no more paper" in dead.last_words()


def test_what_was_started_ends_when_a_later_one_cannot_start(tmp_path):
    pidfile = tmp_path / "pid"
    good = shell(tmp_path, "good", PARENT_WITH_A_CHILD.format(pidfile=pidfile))
    missing = Child("missing", [str(tmp_path / "no-such-program")], tmp_path / "missing.log")
    with pytest.raises(FileNotFoundError), Children([good, missing], dict(os.environ)):
        pytest.fail("the block must not be entered")
    assert not is_running(good.process.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_killing_the_starter_outright_leaves_nothing(tmp_path):
    script = (
        "import os, time; from pathlib import Path; from camk.launch.processes import Child, Children\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "with Children([Child('one', ['sleep', '300'], folder / 'log')], dict(os.environ)) as running:\n"
        "    (folder / 'pid').write_text(str(running.started[0].process.pid)); time.sleep(300)\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", script])
    pidfile = tmp_path / "pid"
    assert wait_for(lambda: pidfile.exists() and pidfile.read_text())
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    assert wait_for(lambda: not is_running(int(pidfile.read_text())))
