"""`python -m camk.launch`: web server, worker and scheduler together, stopped together by Ctrl-C."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from camk.launch.guards import CannotStart, check_port_is_free, chosen_port, only_one, remove_stale_pidfile
from camk.launch.processes import Child, Children, die_with_parent

BASE_DIR = Path(__file__).resolve().parents[2]
READY_WITHIN = 60  # seconds


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or the machine asks us to end."""


def asked_to_stop(number: int, frame: object) -> None:
    """Turn the first signal into an orderly end; a second one changes nothing."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def programs(folder: Path, host: str, port: int, one_writer: bool) -> list[Child]:
    """The three programs of the site.

    Threads are few on purpose: each one holds a database connection open, and the server's own
    default is hundreds.
    """
    python = [sys.executable, "-m"]
    logs = folder / "log"
    web = [
        *python, "granian", "camk.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws",
        "--host", host, "--port", str(port),
        "--workers", os.environ.get("WEB_WORKERS") or "2",
        "--blocking-threads", os.environ.get("WEB_THREADS") or "4",
        "--blocking-threads-idle-timeout", "600",
        "--respawn-failed-workers", "--workers-kill-timeout", "5",
        "--log-level", "warning",
    ]  # fmt: skip
    worker = [
        *python, "celery", "--quiet", "--app", "camk.celery:app", "worker", "--pool", "prefork",
        "--concurrency", "1" if one_writer else os.environ.get("TASK_WORKERS") or "2",
        "--without-gossip", "--without-mingle", "--loglevel", "WARNING",
    ]  # fmt: skip
    beat = [
        *python, "celery", "--quiet", "--app", "camk.celery:app", "beat", "--loglevel", "WARNING",
        "--schedule", str(folder / "run" / "beat-schedule"), "--pidfile", str(folder / "run" / "beat.pid"),
    ]  # fmt: skip
    return [
        Child("web server", web, logs / "web.log"),
        Child("worker", worker, logs / "worker.log"),
        Child("scheduler", beat, logs / "scheduler.log"),
    ]


def prepare(folder: Path, environment: dict[str, str]) -> dict:
    """Run the preparation as its own program and read what it found out."""
    answer = folder / "run" / "prepared.json"
    answer.parent.mkdir(parents=True, exist_ok=True)
    answer.unlink(missing_ok=True)
    work = subprocess.Popen(
        [sys.executable, "-m", "camk.launch.prepare", str(answer)],
        stdin=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        preexec_fn=die_with_parent(),
    )
    try:
        failed = work.wait()
    except Stopped:
        work.terminate()
        work.wait()
        raise
    if failed:
        raise CannotStart("The data could not be made ready; the lines above say why. Nothing was started.")
    return json.loads(answer.read_text())


def wait_until_it_answers(children: Children, host: str, port: int) -> None:
    """Wait for the first answer of the web server, whatever it says."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        check_all_alive(children)
        connection = http.client.HTTPConnection(host, port, timeout=5)
        try:
            connection.request("GET", "/health/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise CannotStart(f"The web server did not answer within {READY_WITHIN} seconds; see its log in var/log.")


def check_all_alive(children: Children) -> None:
    """Say which program has died, with its last words; the others are stopped by leaving the block."""
    dead = children.dead()
    if dead is not None:
        raise CannotStart(
            f"The {dead.name} stopped by itself (code {dead.process.returncode}). The end of {dead.log}:\n\n"
            f"{dead.last_words()}\n\nEverything else was stopped too."
        )


def run(folder: Path, host: str, port: int, environment: dict[str, str]) -> None:
    """Prepare, start, tell, and watch until told to stop."""
    address = f"http://{host}:{port}/"
    check_port_is_free(host, port)
    with only_one(folder, address):
        facts = prepare(folder, environment)
        remove_stale_pidfile(folder / "run" / "beat.pid")
        print("Starting the web server, the worker and the scheduler", flush=True)
        with Children(programs(folder, host, port, facts["one_writer"]), environment) as children:
            wait_until_it_answers(children, "127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104
            if facts["sign_ins"]:
                print(f"\n{facts['sign_ins']}", flush=True)
            print(f"\nReady:  {address}\nLogs:   {folder / 'log'}\nCtrl-C stops everything.", flush=True)
            try:
                while True:
                    check_all_alive(children)
                    time.sleep(0.5)
            except Stopped:
                print("\nStopping (a job in hand is finished first) ...", flush=True)
    print("Stopped.", flush=True)


def main() -> int:
    """Start the site; 0 after an orderly stop, 1 when something stood in the way."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, asked_to_stop)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    live = environment.get("PORTAL_MODE", "demo") == "live"
    host = (os.environ.get("HOST") or "127.0.0.1") if live else "127.0.0.1"
    folder = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()
    os.chdir(BASE_DIR)
    try:
        run(folder, host, chosen_port(os.environ.get("PORT") or "8000"), environment)
    except CannotStart as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    except Stopped:
        print("\nStopped.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
