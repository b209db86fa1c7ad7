"""Each night: what was answered long ago is closed, what is old is forgotten."""

from celery import shared_task
from django.utils import timezone

from groups.enquiries import actions


@shared_task(name="groups.enquiries.look_through")
def look_through():
    actions.look_through(now=timezone.now())
