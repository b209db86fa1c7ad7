"""Sixty people, twenty places, all at once; and the control run that shows what the lock is for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting
from tests.meetings.rsvps.crowding import all_together, one_at_a_time

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE, PLACES, AT_ONCE = 60, 20, 30


def contest(meeting, people, answer_is="yes", times=1):
    """Everybody answers, each with a connection of their own, so many at once."""

    def one(user):
        try:
            for _ in range(times):
                answer(meeting=meeting, user=user, answer=answer_is, by=user)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, people))


def test_exactly_20_get_in_and_the_others_wait_in_order(monkeypatch):
    one_at_a_time(monkeypatch, answers=2 * PEOPLE)
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


def test_everybody_who_leaves_makes_room_for_the_next_in_the_queue(monkeypatch):
    meeting = make_meeting(room_capacity=PLACES)
    people = [make_user() for _ in range(PEOPLE)]
    for user in people:
        answer(meeting=meeting, user=user, answer="yes", by=user)
    one_at_a_time(monkeypatch, answers=PLACES)
    contest(meeting, people[:PLACES], answer_is="no")
    going = Rsvp.objects.filter(meeting=meeting).going().order_by("pk").values_list("user", flat=True)
    assert list(going) == [user.pk for user in people[PLACES : 2 * PLACES]]


def test_control_run_without_the_lock_overbooks(monkeypatch):
    all_together(monkeypatch, AT_ONCE)
    meeting = make_meeting(room_capacity=PLACES)
    contest(meeting, [make_user() for _ in range(PEOPLE)])
    assert Rsvp.objects.filter(meeting=meeting).going().count() >= AT_ONCE > PLACES
