"""Celery's part: each morning whoever hosted a meeting that is not written up yet is asked to do it, once."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from camk.hours import working_days_before
from meetings.outcomes.actions.writing import remind_to_close
from meetings.outcomes.models import Outcome

log = logging.getLogger(__name__)
CLOSE_WITHIN = 3  # working days after the meeting
NOT_AFTER = timedelta(days=60)  # older ones are history: the list still has them, nobody is written to


@shared_task(name="meetings.outcomes.remind_to_close")
def remind_staff():
    """Each meeting by itself: one that fails keeps no other from its turn."""
    now = timezone.now()
    due = Outcome.objects.held(now).not_written_up().filter(record__reminded_at=None)
    for meeting in due.filter(ends_at__lte=working_days_before(now, CLOSE_WITHIN), ends_at__gt=now - NOT_AFTER):
        try:
            remind_to_close(meeting=meeting, now=now)
        except Exception:
            log.exception("nobody was reminded to write meeting %s up", meeting.pk)
