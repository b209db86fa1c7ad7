"""What the clock does with programmes."""

from celery import shared_task
from django.utils import timezone

from meetings.programme.actions import forget_needs


@shared_task(name="meetings.programme.forget_needs")
def forget_speakers_needs() -> None:
    """Each night: what speakers needed at meetings long over."""
    forget_needs(now=timezone.now())
