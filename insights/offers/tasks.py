"""Celery's part of offers: asked about before they end, and ended."""

from celery import shared_task
from django.utils import timezone

from camk.sweeps import safely
from insights.offers.actions import ASK_BEFORE, look_at_end
from insights.offers.models import Offer


@shared_task(name="insights.offers.look_through")
def look_through():
    today = timezone.localdate()
    for offer in Offer.objects.filter(state=Offer.State.OPEN, until__lte=today + ASK_BEFORE):
        safely(look_at_end, offer=offer, today=today)
