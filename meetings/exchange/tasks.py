"""Celery's part of needs and offers: what is over is asked about, what fits is brought together."""

import logging

from celery import shared_task
from django.utils import timezone

from meetings.exchange import actions
from meetings.exchange.models import Listing

log = logging.getLogger(__name__)


@shared_task(name="meetings.exchange.look_through")
def look_through():
    for listing in Listing.objects.filter(state=Listing.State.OPEN, until__lt=timezone.localdate()):
        try:
            actions.expire(listing=listing)
        except Exception:
            log.exception("listing %s was not ended", listing.pk)
    actions.match_all()
