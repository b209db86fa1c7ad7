"""Whatever people and staff do, in whatever order: places are never given twice, and nobody has two answers."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.rsvps.actions import answer, waiting
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_venue

PEOPLE = 5
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("answer"),
            st.integers(0, PEOPLE - 1),
            st.sampled_from(["yes", "yes", "yes", "no", "maybe"]),
            st.integers(1, 3),
            st.sampled_from(["room", "online"]),
        ),
        st.tuples(st.just("room"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.sampled_from([2, 20, 100, 400])),
        st.tuples(st.sampled_from(["cancel", "restore", "postpone", "settle"])),
    ),
    min_size=1,
    max_size=14,
)


def do(meeting, people, staff, step):
    kind, *rest = step
    meeting.refresh_from_db()
    if kind == "answer":
        person, word, party, mode = rest
        user = people[person]
        answer(meeting=meeting, user=user, answer=word, party_size=party, mode=mode, by=user)
    elif kind == "room":
        meeting.room_capacity = rest[0]
        meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)
    elif kind == "move":
        start = timezone.now() + timedelta(hours=rest[0], minutes=5)
        meetings.move(meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), by=staff)
    elif kind == "settle":
        waiting.settle(meeting=meeting, now=timezone.now() + timedelta(hours=1))
    elif kind == "restore":
        meetings.restore(meeting=meeting, by=staff)
    else:
        getattr(meetings, kind)(meeting=meeting, reason="Because.", by=staff)


def held(meeting, mode):
    rows = Rsvp.objects.filter(meeting=meeting, mode=mode).holding_places()
    return rows.aggregate(n=Sum("party_size"))["n"] or 0


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_places_are_never_given_twice(steps):
    with transaction.atomic():
        _walk(steps)
        transaction.set_rollback(True)


def _walk(steps):
    staff, people = make_user(), [make_user() for _ in range(PEOPLE)]
    meeting = make_meeting(mode="both", venue=make_venue(), room_capacity=3, online_capacity=2)
    sequence = allowed = 0
    for step in steps:
        before = {mode: held(meeting, mode) for mode in ("room", "online")}
        try:
            with transaction.atomic():
                do(meeting, people, staff, step)
        except RuleBroken:
            pass
        meeting.refresh_from_db()
        for mode in ("room", "online"):
            # Only a lowered limit leaves more people than places, and then nobody new gets in. (Restoring gives
            # back what was held before.)
            allowed = max(meeting.capacity_of(mode), before[mode])
            assert held(meeting, mode) <= allowed or step[0] == "restore"
        assert meeting.sequence >= sequence
        sequence = meeting.sequence
    assert Rsvp.objects.filter(meeting=meeting).count() <= PEOPLE
    for rsvp in Rsvp.objects.filter(meeting=meeting):
        assert rsvp.last_sequence <= sequence + rsvp.version + len(steps)
    if meeting.state == "cancelled":
        assert not Rsvp.objects.filter(meeting=meeting, state__in=["yes", "maybe", "waitlisted", "offered"]).exists()
        waiting_mails = OutboundMail.objects.filter(state="queued", kind__startswith="meetings/going")
        assert not waiting_mails.exists()
    if meeting.state == "published":
        _nobody_waits_for_a_free_place(meeting)


def _nobody_waits_for_a_free_place(meeting):
    """With days to go a free place never stands beside somebody waiting whom it would fit."""
    if meeting.starts_at - timezone.now() <= waiting.AT_ONCE_BEFORE:
        return
    for mode in ("room", "online"):
        left = meeting.capacity_of(mode) - held(meeting, mode)
        for rsvp in Rsvp.objects.filter(meeting=meeting, mode=mode).waiting():
            assert rsvp.party_size > left
