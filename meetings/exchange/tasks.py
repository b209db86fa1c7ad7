"""Celery's part of needs and offers: what is over is asked about, what fits is brought together."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from meetings.exchange import actions
from meetings.exchange.models import Listing


@shared_task(name="meetings.exchange.look_through")
def look_through():
    for listing in Listing.objects.filter(state=Listing.State.OPEN, until__lt=timezone.localdate()):
        safely(actions.expire, listing=listing)
    actions.match_all()
