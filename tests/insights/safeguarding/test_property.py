"""Whatever people and staff do with what was told, in whatever order: no voice, consent or count is lost."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from insights.safeguarding import vault
from tests.insights.safeguarding.machine import ToldLife

SMALL = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a long story is told as it was found: shortening it takes minutes
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch):
    """The same key, made once: the making is slow on purpose, and each step opens every record."""
    box = vault._box()
    monkeypatch.setattr(vault, "_box", lambda: box)


@pytest.mark.django_db
def test_nothing_that_was_told_is_lost():
    run_state_machine_as_test(ToldLife, settings=SMALL)
