"""Celery's part of evaluation: a review nobody gave is asked for once."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.evaluations.actions import nudge_organisers
from insights.evaluations.reviews import overdue


@shared_task(name="insights.evaluations.nudge")
def nudge():
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment; a second one writes no second mail."""
    for counted in overdue(now):
        safely(nudge_organisers, counted=counted)
