"""Each night: whoever was suggested and did not answer for 60 days is let be and forgotten."""

from celery import shared_task
from django.utils import timezone

from groups.suggestions import actions


@shared_task(name="groups.suggestions.expire")
def expire():
    actions.expire(now=timezone.now())
