"""`make test`: brings what is missing, runs the three suites, and sums up.

The browser suite mostly waits (for pages, for the minute of the scheduler), so it runs beside the two others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

NOT_HERE = "not browser and not soak"
ON_SQLITE = f"{NOT_HERE} and not postgres and not walk"
ON_POSTGRESQL = f"{NOT_HERE} and not sqlite_only and not (guard and not django_db)"
ASKED = "var/tests/asked"


@dataclass(frozen=True)
class Part:
    """One suite: what it is called, how it runs, and how long it may take."""

    name: str
    command: list[str]
    minutes: int


def pytest(*arguments: str) -> list[str]:
    """A pytest run in this environment."""
    return [sys.executable, "-m", "pytest", *arguments]


def with_services(*arguments: str) -> list[str]:
    """The same beside a real PostgreSQL and Redis."""
    return [sys.executable, "-m", "tests.services.run", "--", *pytest(*arguments)]


def parts() -> list[Part]:
    """The three suites. The browser runs on PostgreSQL: several threads write at once there.

    The walks of every address run on PostgreSQL, the stricter of the two about what it is asked. Of the other tests
    those run there that ask it something new (`tests/asked.py`); guards that read files only run once, on SQLite.
    """
    shutil.rmtree(ASKED, ignore_errors=True)
    again = ("-m", ON_POSTGRESQL, "-n", "2", "-q", f"--asked-from={ASKED}")
    return [
        Part("SQLite", pytest("-m", ON_SQLITE, "-n", "2", "-q", f"--asked-into={ASKED}"), 20),
        Part("PostgreSQL and Redis", with_services(*again), 20),
        Part("Browser", with_services("tests/browser", "-m", "browser and not soak", "-n", "0", "-q"), 20),
    ]


def missing_packages() -> list[str]:
    """The Debian packages the browser suite wants and this machine has not."""
    missing = []
    if not shutil.which("chromium"):
        missing.append("chromium")
    if not os.path.isdir("/usr/share/fonts/truetype/liberation") and not os.path.isdir(
        "/usr/share/fonts/truetype/liberation2"
    ):
        missing.append("fonts-liberation")
    return missing


def as_root() -> list[str] | None:
    """How to run a command as root without being asked anything, if that can be done."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def run(command: list[str], quiet: bool = False, limit: float | None = None) -> int:
    """Run a command without a keyboard; 124 when it took longer than the limit (seconds)."""
    return finish(start(command, subprocess.DEVNULL if quiet else None), limit)


def start(command: list[str], output=None) -> subprocess.Popen:
    """Start a command without a keyboard, in front or with its words going to `output`.

    Python may keep what it compiled: the suites start it a hundred times, and pytest alone needs ten seconds for the
    tests when nothing is kept.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)


def finish(process: subprocess.Popen, limit: float | None) -> int:
    """Wait for it; end it, and say 124, when it takes longer than the limit (seconds)."""
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        return 124
    except KeyboardInterrupt:
        process.wait(20)
        raise


def bring_packages() -> str:
    """Install what is missing, or return a sentence on what is left out because of it."""
    missing = missing_packages()
    prefix = as_root() if missing else []
    if missing and prefix is not None and shutil.which("apt-get"):
        print(f"Installing {' and '.join(missing)} with apt-get", flush=True)
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
        run([*prefix, *quiet, "update"], quiet=True)
        run([*prefix, *quiet, "install", "-y", "--no-install-recommends", *missing], quiet=True)
        missing = missing_packages()
    if "chromium" in missing:
        return (
            "LEFT OUT: the browser suite; Chromium is not installed here and could not be installed.\n"
            "          To run it:  sudo apt install chromium fonts-liberation"
        )
    return ""


SAID = {0: "passed", 5: "FAILED: no test was found", 124: "FAILED: took too long"}


class Running:
    """A part that was started; in the background its words are kept until it is waited for."""

    def __init__(self, part: Part, background: bool = False):
        self.part, self.began = part, time.monotonic()
        self.log = tempfile.TemporaryFile() if background else None
        if not background:
            print(f"\n===== {part.name} =====", flush=True)
        self.process = start(part.command, self.log)

    def result(self) -> tuple[int, str]:
        """Exit code and the line of the summary."""
        code = finish(self.process, self.part.minutes * 60)
        if self.log:
            print(f"\n===== {self.part.name} (ran beside the others) =====", flush=True)
            self.log.seek(0)
            print(self.log.read().decode(errors="replace"), flush=True)
        took = time.monotonic() - self.began
        return code, f"{self.part.name:22} {SAID.get(code, 'FAILED'):28} {took:5.0f} s"


def main() -> int:
    """Run all parts, even after a failure, and fail if one failed."""
    left_out, began = bring_packages(), time.monotonic()
    *in_turn, browser = parts()
    servers_of_others = os.environ.get("TEST_DATABASE_URL") or os.environ.get("TEST_REDIS_URL")
    beside = None if left_out or servers_of_others else Running(browser, background=True)
    results = [Running(part).result() for part in in_turn]
    if not left_out:
        results.append((beside or Running(browser)).result())
    print("\n===== All suites =====")
    print("\n".join(line for _, line in results))
    print(f"{'Together':51} {time.monotonic() - began:5.0f} s")
    if left_out:
        print(f"\n{left_out}")
    return 1 if any(code for code, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main())
