"""`python -m tests.services.run -- COMMAND`: runs it beside a real PostgreSQL and Redis."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.services.postgres import postgres
from tests.services.redis import redis_server


def main(arguments: list[str]) -> int:
    """Start both servers, run the command with their addresses set, pass on its exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("Usage: python -m tests.services.run -- COMMAND ...", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres() as database, redis_server() as redis:
        environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": redis}
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
