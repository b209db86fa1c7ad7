"""Celery's part of reports, on the morning of each working day: partners who are late are asked once more."""

import logging

from celery import shared_task
from django.utils import timezone

from camk.hours import is_working_day
from insights.reports.actions.chasing import climb
from insights.reports.models import StakeholderReport

log = logging.getLogger(__name__)


@shared_task(name="insights.reports.chase")
def chase():
    """May run twice or late without harm. One report that fails does not stop the others."""
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment."""
    if not is_working_day(timezone.localdate(now)):
        return
    for report in StakeholderReport.objects.filter(state=StakeholderReport.State.SENT).only("pk"):
        try:
            climb(report=report, now=now)
        except Exception:
            log.exception("the partner of report %s was not asked", report.pk)
