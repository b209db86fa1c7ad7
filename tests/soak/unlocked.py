"""The portal with the lock of the places off: what the control run of a contest is fought on."""

import contextlib
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace

from camk.wsgi import application  # first: it loads the apps

from camk import actions  # isort: skip
from meetings.meetings.models import Meeting  # isort: skip
from meetings.rsvps import places  # isort: skip

__all__ = ["application"]


# Of the four threads of a process three write together: 3, 6, 9, 12 for ten places.
three = Barrier(3)
# Whoever comes last, when nobody else is on the way, goes on alone after so many seconds.
LAST = 1


def unlocked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("venue").get(pk=meeting.pk)


def counted(meeting, user, count=places.standing):
    """Whoever counted writes only once two others have counted too, so that the missing lock is seen."""
    found = count(meeting, user)
    try:
        three.wait(LAST)
    except BrokenBarrierError:
        three.reset()
    return found


places.lock_meeting, places.standing = unlocked, counted
# SQLite lets one transaction in at a time, which is a lock of its own: off with it too.
actions.transaction = SimpleNamespace(
    **{name: getattr(actions.transaction, name) for name in ("on_commit", "get_connection")},
    atomic=lambda *args, **kwargs: contextlib.nullcontext(),
)
