"""`make run` as a newcomer meets it: it starts, says where it is, refuses a double, keeps data, leaves nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.sqlite_only


def start(folder: Path, port: int) -> subprocess.Popen:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {"VAR_DIR": str(folder), "PORT": str(port), "PORTAL_MODE": "demo"}
    return subprocess.Popen(
        [sys.executable, "-m", "camk.launch"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process: subprocess.Popen, words: str) -> str:
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"It ended without saying “{words}”:\n{said}")


def processes_of(folder: Path) -> list[str]:
    """Every process on this machine that was started with this data folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"VAR_DIR={folder}\0".encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def people_in(folder: Path) -> int:
    with sqlite3.connect(folder / "portal.sqlite3") as database:
        return database.execute("SELECT count(*) FROM camk_user").fetchone()[0]


def test_start_use_stop_start_again_and_lose_one(tmp_path):
    port = free_port()
    first = start(tmp_path, port)
    try:
        said = read_until(first, "Ready:")
        assert "Loading the demonstration network" in said
        assert "@" in said.split("Starting the web server")[1], "the sign-ins are shown"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            assert page.status == 200
        running = " ".join(processes_of(tmp_path))
        for program in ("granian", "worker", "beat"):
            assert program in running

        double = start(tmp_path, free_port())
        assert "already running from this folder" in double.communicate(timeout=30)[0]
        assert double.returncode == 1
        same_port = start(tmp_path / "other", port)
        assert f"Port {port} is already in use" in same_port.communicate(timeout=30)[0]
        assert same_port.returncode == 1
    finally:
        first.send_signal(signal.SIGINT)
        rest = first.communicate(timeout=60)[0]
    assert first.returncode == 0, rest
    assert processes_of(tmp_path) == []

    people = people_in(tmp_path)
    assert people > 10
    second = start(tmp_path, port)
    try:
        said = read_until(second, "Ready:")
        os.kill(int((tmp_path / "run" / "beat.pid").read_text()), signal.SIGKILL)
        last = second.communicate(timeout=60)[0]
    finally:
        if second.poll() is None:
            second.terminate()
            second.communicate(timeout=60)
    assert "Loading" not in said
    assert "Collecting" not in said
    assert people_in(tmp_path) == people
    assert "The scheduler stopped by itself" in last, "one program died, so all stop and it is named"
    assert second.returncode == 1
    assert processes_of(tmp_path) == []
