"""Celery's part of promises, each morning: those whose day has passed, whose holder left, or of long no word."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.pledges.actions import look_at
from insights.pledges.models import Pledge


@shared_task(name="insights.pledges.look_through")
def look_through():
    """May run twice or late without harm: each mail has its key."""
    now = timezone.now()
    for pledge in Pledge.objects.live().select_related("holder", "recorded_by", "ask__report__stakeholder", "body"):
        safely(look_at, pledge=pledge, now=now)
