"""The portal with the lock of the places off: what the control run of a contest is fought on."""

import contextlib
from time import sleep
from types import SimpleNamespace

from camk.wsgi import application  # first: it loads the apps

from camk import actions  # isort: skip
from meetings.meetings.models import Meeting  # isort: skip
from meetings.rsvps import places  # isort: skip

__all__ = ["application"]


def unlocked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("venue").get(pk=meeting.pk)


def slow(meeting, user, count=places.standing):
    """A moment between counting and writing, so that the missing lock is seen."""
    found = count(meeting, user)
    sleep(0.02)
    return found


places.lock_meeting, places.standing = unlocked, slow
# SQLite lets one transaction in at a time, which is a lock of its own: off with it too.
actions.transaction = SimpleNamespace(
    **{name: getattr(actions.transaction, name) for name in ("on_commit", "get_connection")},
    atomic=lambda *args, **kwargs: contextlib.nullcontext(),
)
