"""Bringing people together between counting places and writing an answer: by what they wait for, never by time."""

from threading import Barrier, Condition

from meetings.meetings.models import Meeting
from meetings.rsvps import places

PATIENCE = 120  # seconds after which a test that would hang fails by its name


def one_at_a_time(monkeypatch, answers: int) -> None:
    """The lock as it is: whoever counted places writes once the next one stands at the door or nobody is left."""
    lock, count, changed = places.lock_meeting, places.standing, Condition()
    door = {"waiting": 0, "to come": answers}

    def at_the_door(meeting):
        with changed:
            door["waiting"] += 1
            door["to come"] -= 1
            changed.notify_all()
        found = lock(meeting)
        with changed:
            door["waiting"] -= 1
        return found

    def counted(meeting, user):
        found = count(meeting, user)
        with changed:
            assert changed.wait_for(lambda: door["waiting"] or door["to come"] <= 0, PATIENCE)
        return found

    monkeypatch.setattr(places, "lock_meeting", at_the_door)
    monkeypatch.setattr(places, "standing", counted)


def all_together(monkeypatch, number: int) -> None:
    """The lock off: nobody writes before so many have counted. The answers must be a multiple of it."""
    count, together = places.standing, Barrier(number, timeout=PATIENCE)

    def counted(meeting, user):
        found = count(meeting, user)
        together.wait()
        return found

    monkeypatch.setattr(places, "lock_meeting", unlocked)
    monkeypatch.setattr(places, "standing", counted)


def unlocked(meeting: Meeting) -> Meeting:
    """What stands in for the lock in a control run."""
    return Meeting.objects.select_related("venue").get(pk=meeting.pk)
