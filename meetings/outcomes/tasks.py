"""Celery's part: each morning whoever hosted a meeting is asked to write it up, and owners of tasks are nudged."""

from datetime import timedelta

from celery import shared_task
from django.db.models import F
from django.utils import timezone

from camk.hours import working_days_before
from camk.sweeps import safely
from meetings.outcomes.actions.to_dos import nudge_after, nudge_before
from meetings.outcomes.actions.writing import remind_to_close
from meetings.outcomes.models import Outcome, ToDo

DUE_SOON = timedelta(days=2)
CLOSE_WITHIN = 3  # working days after the meeting
NOT_AFTER = timedelta(days=60)  # older ones are history: the list still has them, nobody is written to


@shared_task(name="meetings.outcomes.remind_to_close")
def remind_staff():
    """Each meeting by itself: one that fails keeps no other from its turn."""
    now = timezone.now()
    due = Outcome.objects.held(now).not_written_up().filter(record__reminded_at=None)
    for meeting in due.filter(ends_at__lte=working_days_before(now, CLOSE_WITHIN), ends_at__gt=now - NOT_AFTER):
        safely(remind_to_close, meeting=meeting, now=now)


@shared_task(name="meetings.outcomes.nudge")
def nudge():
    """Two days before a task's day and the day after it, once each; who got it only yesterday knows."""
    today = timezone.localdate()
    rows = ToDo.objects.open().exclude(created_at__gte=timezone.now() - timedelta(days=1))
    for row in rows.filter(due_on__range=(today, today + DUE_SOON)).exclude(nudged_before=F("due_on")):
        safely(nudge_before, to_do=row)
    for row in rows.filter(due_on__lt=today).exclude(nudged_after=F("due_on")):
        safely(nudge_after, to_do=row)
