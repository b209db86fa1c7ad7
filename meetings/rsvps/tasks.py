"""Celery's part of waiting lists: each minute offers run out, places go on, and waiting ends at the start."""

import logging

from celery import shared_task
from django.utils import timezone

from meetings.meetings.models import Meeting
from meetings.rsvps.actions import waiting
from meetings.rsvps.models import Rsvp

log = logging.getLogger(__name__)


@shared_task(name="meetings.rsvps.settle")
def settle():
    now = timezone.now()
    for meeting in Meeting.objects.filter(pk__in=Rsvp.objects.unsettled().values("meeting")):
        try:
            waiting.settle(meeting=meeting, now=now)
        except Exception:
            log.exception("the waiting list of meeting %s was not settled", meeting.pk)
