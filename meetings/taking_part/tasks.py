"""What the clock does with what people need."""

from celery import shared_task
from django.utils import timezone

from meetings.taking_part.actions import forget_old


@shared_task(name="meetings.taking_part.forget")
def forget():
    """Each night: of meetings three months over only numbers stay."""
    forget_old(now=timezone.now())
