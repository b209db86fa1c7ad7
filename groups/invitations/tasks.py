"""Each night: addresses of invitations that came to nothing are forgotten."""

from celery import shared_task
from django.utils import timezone

from groups.invitations.actions.inviting import forget_answered


@shared_task(name="groups.invitations.forget")
def forget():
    forget_answered(now=timezone.now())
