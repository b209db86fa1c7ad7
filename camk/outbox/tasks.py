"""Celery's part of mail: send what is due, settle what got stuck."""

from celery import shared_task
from django.utils import timezone

from camk.outbox import actions
from camk.outbox.sending import send_batch, settle_left_behind
from camk.pages.health import note_sweep


@shared_task(name="camk.outbox.send_due")
def send_due():
    """Runs each minute and whenever a mail is posted; works until nothing is due."""
    note_sweep()
    settle_left_behind()
    actions.settle_stale(now=timezone.now())
    while send_batch():
        continue
