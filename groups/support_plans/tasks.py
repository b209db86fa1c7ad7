"""Each morning: whoever sees to a step of a support plan hears that its day has come."""

from celery import shared_task
from django.utils import timezone

from groups.support_plans.actions import nudge_owners


@shared_task(name="groups.support_plans.nudge")
def nudge():
    nudge_owners(today=timezone.localdate())
