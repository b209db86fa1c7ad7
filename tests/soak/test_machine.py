"""The life of a meeting with places, many times over; `make test` walks it fifteen times."""

import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.meetings.rsvps.machine import MeetingLife
from tests.soak.figures import note

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
LIVES, STEPS = 400, 50


def test_every_life_of_a_meeting_keeps_its_promises():
    start = time.monotonic()
    full = settings(
        max_examples=LIVES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(MeetingLife, settings=full)
    note(f"{LIVES} lives of up to {STEPS} steps: all promises kept, {time.monotonic() - start:.0f} s")
