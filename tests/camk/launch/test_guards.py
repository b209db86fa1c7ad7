"""What stands in the way of a start is said in a sentence that helps."""

import os
import socket
import subprocess
import sys

import pytest

from camk.launch.guards import (
    CannotStart,
    check_port_is_free,
    chosen_port,
    only_one,
    remove_stale_pidfile,
)


@pytest.mark.parametrize("text", ["", "eighty", "0", "65536", "-1", "80.5"])
def test_a_port_is_a_number(text):
    with pytest.raises(CannotStart, match="PORT must be a number"):
        chosen_port(text)


def test_a_good_port_is_taken():
    assert chosen_port(" 8123 ") == 8123


def test_a_busy_port_names_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} is already in use.*\n.*make run PORT="):
            check_port_is_free("127.0.0.1", port)
    check_port_is_free("127.0.0.1", port)


def test_the_same_data_is_not_started_twice(tmp_path):
    with only_one(tmp_path, "http://127.0.0.1:8000/"):
        with pytest.raises(CannotStart, match="already running from this folder, at http://127.0.0.1:8000/"):
            with only_one(tmp_path, "http://127.0.0.1:8001/"):
                pytest.fail("a second start must not get this far")
    with only_one(tmp_path, "http://127.0.0.1:8001/"):
        assert (tmp_path / "launch.lock").read_text() == "http://127.0.0.1:8001/"


def test_the_pidfile_of_a_killed_scheduler_goes_even_when_its_number_is_taken_again(tmp_path):
    pidfile = tmp_path / "beat.pid"
    for content in (f"{os.getppid()}\n", "999999999\n", "", "rubbish"):
        pidfile.write_text(content)
        remove_stale_pidfile(pidfile)
        assert not pidfile.exists()


def test_a_scheduler_that_still_runs_is_not_doubled(tmp_path):
    pidfile = tmp_path / "beat.pid"
    command = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(300)", "celery", "beat"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as scheduler:
        try:
            scheduler.stdout.readline()
            pidfile.write_text(f"{scheduler.pid}\n")
            with pytest.raises(CannotStart, match=f"kill {scheduler.pid}"):
                remove_stale_pidfile(pidfile)
            assert pidfile.exists()
        finally:
            scheduler.kill()
