"""What the clock does with the lists of days long over."""

from celery import shared_task
from django.utils import timezone

from meetings.day import actions


@shared_task(name="meetings.day.forget_walk_ins")
def forget_walk_ins() -> None:
    """Each night: the names of people who walked in at meetings long over."""
    actions.forget_walk_ins(now=timezone.now())
