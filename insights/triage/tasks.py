"""Celery's part of triage, each morning: what was parked wakes, what grows is marked."""

from celery import shared_task
from django.utils import timezone

from insights.triage.actions import note_growth, wake_parked


@shared_task(name="insights.triage.look_through")
def look_through():
    """Twice in one morning changes nothing more."""
    now = timezone.now()
    wake_parked(now=now)
    note_growth(now=now)
