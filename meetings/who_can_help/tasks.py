"""Celery's part of questions to the network, each morning."""

from celery import shared_task
from django.utils import timezone

from camk.hours import working_days_before
from camk.sweeps import safely
from meetings.who_can_help import actions
from meetings.who_can_help.actions.following import ANSWER_WITHIN, ASK_BACK_AFTER, CLOSE_AFTER
from meetings.who_can_help.models import HelpRequest


@shared_task(name="meetings.who_can_help.follow_up")
def follow_up():
    """Each row by itself: one that fails keeps no other from its turn."""
    now = timezone.now()
    overdue = HelpRequest.objects.unanswered().filter(
        passed_on_at=None, created_at__lte=working_days_before(now, ANSWER_WITHIN)
    )
    for row in overdue:
        safely(actions.pass_on, request=row, now=now)
    answered = HelpRequest.objects.filter(state=HelpRequest.State.INTRODUCED)
    for row in answered.filter(answered_at__lte=now - ASK_BACK_AFTER, asked_back_at=None):
        safely(actions.ask_back, request=row, now=now)
    for row in answered.filter(asked_back_at__lte=now - CLOSE_AFTER):
        safely(actions.close, request=row)
