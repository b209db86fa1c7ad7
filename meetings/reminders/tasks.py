"""Celery's part of reminders: each minute, what is due goes into the outbox, a batch at a time."""

import logging

from celery import shared_task
from django.utils import timezone

from meetings.reminders import actions, sweeping

log = logging.getLogger(__name__)
BATCH = 100


@shared_task(name="meetings.reminders.sweep")
def sweep():
    """May run twice or late without harm. One meeting that fails does not stop the others."""
    now = timezone.now()
    for meeting in sweeping.meetings_in_reach(now):
        try:
            for piece in sweeping.pieces(meeting, now):
                _handle(meeting, piece)
        except Exception:
            log.exception("the reminders of meeting %s were not sent", meeting.pk)


def _handle(meeting, piece):
    for start in range(0, len(piece.user_ids), BATCH):
        actions.handle(
            meeting=meeting,
            rule=piece.rule,
            due_at=piece.due_at,
            state=piece.state,
            user_ids=piece.user_ids[start : start + BATCH],
        )
