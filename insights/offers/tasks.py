"""Celery's part of offers: asked about before they end, and ended."""

import logging

from celery import shared_task
from django.utils import timezone

from insights.offers.actions import ASK_BEFORE, look_at_end
from insights.offers.models import Offer

log = logging.getLogger(__name__)


@shared_task(name="insights.offers.look_through")
def look_through():
    today = timezone.localdate()
    for offer in Offer.objects.filter(state=Offer.State.OPEN, until__lte=today + ASK_BEFORE):
        try:
            look_at_end(offer=offer, today=today)
        except Exception:
            log.exception("offer %s was not looked at", offer.pk)
