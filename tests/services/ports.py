"""Free ports on loopback, and waiting until something listens there."""

from __future__ import annotations

import socket
import subprocess
import time


class ServiceFailed(RuntimeError):
    """A server for the tests did not start; the text holds its last words."""


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(process: subprocess.Popen, port: int, log, within: float = 30) -> None:
    """Return once the port takes connections; raise with the log's text when the process ends first."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise ServiceFailed(f"{process.args[0]} did not start:\n{log.read_text(errors='replace')[-3000:]}")


def stop(process: subprocess.Popen, number: int, patience: float = 10) -> None:
    """End a server, first politely."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
