"""A day on which all that surveys say of days is known."""

import pytest
import time_machine

NOW = "2026-11-25 12:00"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=True):
        yield
