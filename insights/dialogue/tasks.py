"""Celery's part of listening, each morning: months that are over are closed."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.dialogue.actions.compiling import close_month
from insights.dialogue.months import areas_to_close, months_to_close


@shared_task(name="insights.dialogue.close_months")
def close_months():
    """May run twice or late without harm: an area and month has one report. One that fails stops no other."""
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment."""
    today = timezone.localdate(now)
    for month in months_to_close(today):
        for area in areas_to_close(month, today):
            safely(close_month, area=area, month=month, now=now)
