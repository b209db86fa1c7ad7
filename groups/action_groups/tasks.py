"""Celery's part of CAGs: each night responses whose last day is over end by themselves."""

from celery import shared_task
from django.utils import timezone

from groups.action_groups.actions.responding import end_responses


@shared_task(name="groups.action_groups.end_responses")
def end_over():
    return end_responses(today=timezone.localdate())
