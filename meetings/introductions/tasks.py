"""Celery's part of introductions: the nightly suggestions, and what time does to those that are under way."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from meetings.introductions import actions
from meetings.introductions.actions.following import ASK_AFTER, CHASE_AFTER, ENDS_AFTER
from meetings.introductions.models import Introduction


@shared_task(name="meetings.introductions.suggest")
def suggest():
    actions.write_suggestions(now=timezone.now())


@shared_task(name="meetings.introductions.follow_up")
def follow_up():
    """Each row by itself: one that fails keeps no other from its turn."""
    now = timezone.now()
    actions.close_dead()
    rows, done = Introduction.objects.open(), Introduction.objects.done()
    for row in rows.filter(proposed_at__lte=now - ENDS_AFTER):
        safely(actions.lapse, introduction=row)
    for row in rows.filter(proposed_at__lte=now - CHASE_AFTER, chased_at=None):
        safely(actions.chase, introduction=row, now=now)
    for row in done.filter(ended_at__lte=now - ASK_AFTER, asked_at=None):
        safely(actions.ask_what_came, introduction=row, now=now)
