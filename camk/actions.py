"""The `@action` decorator: the only door through which the portal's rows are written."""

import functools
from contextvars import ContextVar

from django.db import transaction

from camk.kept_pages import note_change

_depth: ContextVar[int] = ContextVar("action_depth", default=0)


def action_is_open() -> bool:
    """True while an action runs; the write guard of the tests asks this."""
    return _depth.get() > 0


def action(function):
    """Make `function` an action: keyword arguments only, one transaction, the write door open meanwhile."""

    @functools.wraps(function)
    def run(**kwargs):
        token = _depth.set(_depth.get() + 1)
        try:
            with transaction.atomic(savepoint=not run.is_joined):
                if _depth.get() == 1 and not run.is_unseen:
                    transaction.on_commit(note_change, robust=True)
                return function(**kwargs)
        finally:
            _depth.reset(token)

    run.is_unseen, run.is_joined = False, False
    return run


def unseen(action):
    """No page shows what this action writes (a mail's way out), so pages kept for visitors stay; above `@action`.

    Only for actions that call no other but such.
    """
    action.is_unseen = True
    return action


def joined(action):
    """What fails here fails the action it is called from: it has no savepoint of its own; above `@action`.

    For what nearly every action calls: two statements less each time.
    """
    action.is_joined = True
    return action
