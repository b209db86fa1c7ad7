"""Each morning: whoever sees to a next step hears that its day has come."""

from celery import shared_task
from django.utils import timezone

from groups.networks.actions.records import nudge_owners


@shared_task(name="groups.networks.nudge")
def nudge():
    nudge_owners(today=timezone.localdate())
