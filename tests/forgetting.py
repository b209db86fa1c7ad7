"""What is kept for how long, in tests: one rule's turn at a moment."""

from django.utils import timezone

from camk.retention.actions import Fate
from camk.retention.rules import RULES
from camk.retention.tasks import sweep


def forgotten(code: str, *, now=None) -> int:
    """How many rows the rule let go of; none may fail."""
    fates = sweep(rule=RULES[code], now=now or timezone.now())
    assert not fates[None]
    return fates[Fate.FORGOTTEN]
