"""Celery's part of the packs, each morning: comments are asked for, and what is due is made and sent."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.packs.actions import ask_for_comments, send_pack
from insights.packs.models import BoardMeeting


@shared_task(name="insights.packs.look_through")
def look_through():
    """May run twice or late without harm: a pack goes once, also on the day of the board itself."""
    run(timezone.now())


def run(now) -> None:
    """The sweep at this moment."""
    today = timezone.localdate(now)
    for board in BoardMeeting.objects.to_come(today):
        safely(ask_for_comments, board=board, today=today)
        safely(send_pack, board=board, now=now)
