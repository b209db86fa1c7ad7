"""Each night: what is old is forgotten, rule by rule."""

from collections import Counter
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from camk.retention.actions import Fate, forget_lot, forget_one, note_run
from camk.retention.rules import RULES, Rule
from camk.sweeps import safely

MOST = 2000  # rows of one rule in one night; the rest waits for the next


@shared_task(name="camk.retention.forget")
def forget():
    run(timezone.now())


def run(now: datetime) -> None:
    """May run twice without harm: what is forgotten is due no more. What fails keeps nothing else."""
    for rule in RULES.values():
        fates = safely(sweep, rule=rule, now=now)
        fates = Counter({None: 1}) if fates is None else fates
        safely(
            note_run, rule=rule, now=now, forgotten=fates[Fate.FORGOTTEN], held=fates[Fate.HELD], failed=fates[None]
        )


def sweep(*, rule: Rule, now: datetime) -> Counter:
    """One rule's turn: how many rows by their fate, None for those that failed. Held ones take no other's turn."""
    if rule.by_the_lot:
        return forget_lot(rule=rule, now=now)
    held = rule.held(rule.due(now))
    rows = rule.due(now).exclude(pk__in=held.values("pk"))[:MOST]
    fates = Counter(safely(forget_one, rule=rule, row=row, now=now) for row in rows)
    return fates + Counter({Fate.HELD: held.count()})
