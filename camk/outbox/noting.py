"""Noting which mails an action puts into the outbox, for a look at them before it is done for good."""

from contextlib import contextmanager
from contextvars import ContextVar

_posted: ContextVar[list | None] = ContextVar("posted_mails", default=None)


@contextmanager
def noted_mails():
    """The list of mails that are posted meanwhile."""
    mails: list = []
    token = _posted.set(mails)
    try:
        yield mails
    finally:
        _posted.reset(token)


def note(mails: list) -> None:
    """Called by the outbox for what it takes."""
    noted = _posted.get()
    if noted is not None:
        noted.extend(mails)
