"""What a worker is doing, on the disk of its machine: after a kill it says which mail was with the server.

Mails are claimed a handful at a time, because a commit costs more than a mail. Without the journal a killed worker
would leave the handful in doubt; with it, the one mail that the server had at that moment. A line written to a
file outlives the process that wrote it, but not a machine that stops: then the journal counts for nothing, and the
handful is in doubt.
"""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

HANDFUL = 50  # mails claimed in one transaction: what is in doubt when the machine itself stops


def this_start() -> str:
    """What Linux calls this start of the machine; nothing where it cannot be known."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def folder() -> Path:
    return settings.VAR_DIR / "run" / "sending"


class Journal:
    """One run of one worker. It is locked as long as the worker lives, so a journal that is not is of a dead one."""

    def __init__(self):
        self.run, start = secrets.token_hex(8), this_start()
        # Where nothing can be kept, mails are claimed one by one: still one in doubt.
        self.handful, self._file = 1, None
        if start:
            self._open(start)

    def _open(self, start: str) -> None:
        self._path = folder() / f"{self.run}.journal"
        new = self._path.with_suffix(".new")  # under its own name only once it is locked
        try:
            folder().mkdir(parents=True, exist_ok=True)
            self._file = new.open("wb", buffering=0)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            self._write(start)
            new.rename(self._path)
        except OSError:
            self.close()
        else:
            self.handful = HANDFUL

    def begun(self, pk: int) -> None:
        """The server is about to be told of this mail."""
        self._write(f"begun {pk}")

    def taken(self, pk: int) -> None:
        """The server has taken it; the database does not know yet."""
        self._write(f"taken {pk}")

    def _write(self, words: str) -> None:
        line = f"{words}\n".encode()
        if self._file is not None and self._file.write(line) != len(line):
            raise OSError("the disk is full")

    def end(self) -> None:
        """The database knows everything: nothing is left to be told."""
        if self._file is not None:
            self._path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


@contextmanager
def kept_journal() -> Iterator[Journal]:
    """A journal for one run. When the run breaks off it stays, for the sweep to read."""
    journal = Journal()
    try:
        yield journal
        journal.end()
    finally:
        journal.close()


@dataclass
class LeftBehind:
    """What a dead worker's journal says of its run."""

    run: str
    is_of_this_start: bool = False
    begun: int | None = None
    taken: set[int] = field(default_factory=set)


def left_behind() -> Iterator[LeftBehind]:
    """The journals whose workers are dead, each removed once it has been dealt with."""
    for path in sorted(folder().glob("*.journal")):
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield _read(path.stem, file.read().decode())
                path.unlink(missing_ok=True)
        except (BlockingIOError, FileNotFoundError):
            continue  # its worker lives, or another has just dealt with it


def _read(run: str, words: str) -> LeftBehind:
    start, *lines = words.split("\n")
    found = LeftBehind(run, is_of_this_start=start == this_start() != "")
    for line in lines[:-1]:  # a line without its end was never finished
        what, _, pk = line.partition(" ")
        if what == "begun":
            found.begun = int(pk)
        else:
            found.taken.add(int(pk))
    return found
