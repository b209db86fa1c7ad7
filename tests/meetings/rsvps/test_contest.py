"""Sixty people, twenty places, all at once; and the control run that shows what the lock is for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connections

from meetings.meetings.models import Meeting
from meetings.rsvps import places
from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE, PLACES, AT_ONCE = 60, 20, 30


@pytest.fixture(autouse=True)
def _time_to_collide(monkeypatch):
    """A moment between counting and writing, in every run, so that only the lock makes the difference."""
    count = places.standing

    def slow(meeting, user):
        found = count(meeting, user)
        sleep(0.02)
        return found

    monkeypatch.setattr(places, "standing", slow)


def contest(meeting, people, times=1):
    """Everybody says yes, each with a connection of their own, as many at once as the barrier lets start."""
    start = Barrier(AT_ONCE)

    def one(user):
        try:
            start.wait(timeout=30)
            for _ in range(times):
                answer(meeting=meeting, user=user, answer="yes", by=user)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, people))


def test_exactly_20_get_in_and_the_others_wait_in_order():
    meeting = make_meeting(room_capacity=PLACES)
    people = [make_user() for _ in range(PEOPLE)]
    contest(meeting, people, times=2)
    rows = Rsvp.objects.filter(meeting=meeting)
    assert rows.count() == PEOPLE
    assert rows.going().count() == PLACES
    queue = list(rows.waiting())
    assert len(queue) == PEOPLE - PLACES
    times = [rsvp.queued_at for rsvp in queue]
    assert times == sorted(times)
    assert max(rsvp.answered_at for rsvp in rows.going()) <= times[0]


def test_everybody_who_leaves_makes_room_for_the_next_in_the_queue():
    meeting = make_meeting(room_capacity=PLACES)
    people = [make_user() for _ in range(PEOPLE)]
    for user in people:
        answer(meeting=meeting, user=user, answer="yes", by=user)
    start = Barrier(PLACES)

    def leave(user):
        try:
            start.wait(timeout=30)
            answer(meeting=meeting, user=user, answer="no", by=user)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PLACES) as pool:
        list(pool.map(leave, people[:PLACES]))
    going = Rsvp.objects.filter(meeting=meeting).going().order_by("pk").values_list("user", flat=True)
    assert list(going) == [user.pk for user in people[PLACES : 2 * PLACES]]


def test_control_run_without_the_lock_overbooks(monkeypatch):
    monkeypatch.setattr(
        places, "lock_meeting", lambda meeting: Meeting.objects.select_related("venue").get(pk=meeting.pk)
    )
    meeting = make_meeting(room_capacity=PLACES)
    contest(meeting, [make_user() for _ in range(PEOPLE)])
    assert Rsvp.objects.filter(meeting=meeting).going().count() > PLACES
