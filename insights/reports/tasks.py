"""Celery's part of reports, on the morning of each working day: partners who are late are asked once more."""

from celery import shared_task
from django.utils import timezone

from camk.hours import is_working_day
from camk.sweeps import safely
from insights.reports.actions.chasing import climb
from insights.reports.models import StakeholderReport


@shared_task(name="insights.reports.chase")
def chase():
    """May run twice or late without harm. One report that fails does not stop the others."""
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment."""
    if not is_working_day(timezone.localdate(now)):
        return
    for report in StakeholderReport.objects.filter(state=StakeholderReport.State.SENT).only("pk"):
        safely(climb, report=report, now=now)
