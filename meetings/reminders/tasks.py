"""Celery's part of reminders: each minute, what is due goes into the outbox, a batch at a time."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from meetings.meetings.models import Meeting
from meetings.reminders import actions, sweeping
from meetings.reminders.models import ReminderRule

log = logging.getLogger(__name__)
BATCH = 200  # people in one task


@shared_task(name="meetings.reminders.sweep")
def sweep():
    """May run twice or late without harm. What fits in one batch is done here; more is shared among the workers.

    A batch that was lost, or waited for more than a minute, is found again by the next sweep.
    """
    now = timezone.now()
    batches = list(in_batches(sweeping.pieces(list(sweeping.meetings_in_reach(now)), now)))
    if len(batches) == 1:
        return handle_batch(batches[0])
    for batch in batches:
        handle_batch.apply_async(args=[batch], expires=55)


def in_batches(pieces: Iterable[sweeping.Piece]) -> Iterator[list[dict]]:
    """The pieces as plain values, cut and put together so that each batch holds 200 people (the last one fewer)."""
    batch, room = [], BATCH
    for piece in pieces:
        left = list(piece.user_ids)
        while left:
            batch.append(_job(piece, left[:room]))
            left, room = left[room:], room - len(left[:room])
            if not room:
                yield batch
                batch, room = [], BATCH
    if batch:
        yield batch


def _job(piece: sweeping.Piece, user_ids: list[int]) -> dict:
    return {
        "meeting": piece.meeting.pk,
        "version": piece.meeting.schedule_version,
        "rule": piece.rule.pk,
        "due_at": piece.due_at.isoformat(),
        "state": str(piece.state),
        "user_ids": user_ids,
    }


@shared_task(name="meetings.reminders.handle_batch")
def handle_batch(batch: list[dict]):
    """Some 200 people. A meeting that fails stops no other."""
    meetings = Meeting.objects.in_bulk({job["meeting"] for job in batch})
    rules = ReminderRule.objects.in_bulk({job["rule"] for job in batch})
    for job in batch:
        meeting, rule = meetings.get(job["meeting"]), rules.get(job["rule"])
        if meeting is None or rule is None or meeting.schedule_version != job["version"]:
            continue
        at, state, users = datetime.fromisoformat(job["due_at"]), job["state"], job["user_ids"]
        try:
            actions.handle(meeting=meeting, rule=rule, due_at=at, state=state, user_ids=users)
        except Exception:
            log.exception("the reminders of meeting %s were not sent", meeting.pk)
