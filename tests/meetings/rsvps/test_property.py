"""Whatever people and staff do, in whatever order, whenever: no place is given twice, and nobody is forgotten."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.meetings.rsvps.machine import MeetingLife

SMALL = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_places_are_never_given_twice():
    run_state_machine_as_test(MeetingLife, settings=SMALL)
