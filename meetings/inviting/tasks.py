"""Celery's part of invitations: each minute what is to be sent; each morning who is asked once more."""

import logging

from celery import shared_task
from django.utils import timezone

from meetings.inviting import actions
from meetings.inviting.models import MeetingInvitation
from meetings.meetings.models import Meeting

log = logging.getLogger(__name__)


@shared_task(name="meetings.inviting.send")
def send():
    _each(MeetingInvitation.objects.to_send(), actions.send_some)


@shared_task(name="meetings.inviting.ask_again")
def ask_again():
    _each(MeetingInvitation.objects.to_ask_again(timezone.now() - actions.ASK_AGAIN_AFTER), actions.ask_again)


def _each(rows, act) -> None:
    """Batch by batch, meeting by meeting; one that fails stops no other."""
    for meeting in Meeting.objects.filter(pk__in=rows.order_by().values("meeting")):
        try:
            while act(meeting=meeting, now=timezone.now()) == actions.BATCH:
                pass
        except Exception:
            log.exception("the invitations to meeting %s were not sent", meeting.pk)
