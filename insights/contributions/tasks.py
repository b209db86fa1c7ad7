"""What the clock does with lines said round the table."""

from celery import shared_task
from django.utils import timezone

from insights.contributions.actions import forget_set_aside


@shared_task(name="insights.contributions.forget")
def forget_lines_set_aside() -> None:
    """Each night: what staff set aside long ago."""
    forget_set_aside(now=timezone.now())
