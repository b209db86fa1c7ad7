"""The life of what people tell us, many times over; `make test` walks it fifteen times."""

import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from insights.safeguarding import vault
from tests.insights.safeguarding.machine import ToldLife
from tests.soak.figures import note

pytestmark = [pytest.mark.soak, pytest.mark.postgres, pytest.mark.django_db]
LIVES, STEPS = 300, 40


def test_nothing_that_was_told_is_lost(monkeypatch):
    start, box = time.monotonic(), vault._box()
    monkeypatch.setattr(vault, "_box", lambda: box)
    full = settings(
        max_examples=LIVES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(ToldLife, settings=full)
    note(f"{LIVES} lives of up to {STEPS} steps: nothing lost, {time.monotonic() - start:.0f} s")
