"""Each night: what is old is forgotten, rule by rule."""

from collections import Counter
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from camk.retention.actions import Fate, forget_one, note_run
from camk.retention.rules import RULES
from camk.sweeps import safely

MOST = 2000  # rows of one rule in one night; the rest waits for the next


@shared_task(name="camk.retention.forget")
def forget():
    run(timezone.now())


def run(now: datetime) -> None:
    """May run twice without harm: what is forgotten is due no more. A row that fails keeps no other."""
    for rule in RULES.values():
        fates = Counter(safely(forget_one, rule=rule, row=row, now=now) for row in rule.due(now)[:MOST])
        safely(
            note_run, rule=rule, now=now, forgotten=fates[Fate.FORGOTTEN], held=fates[Fate.HELD], failed=fates[None]
        )
