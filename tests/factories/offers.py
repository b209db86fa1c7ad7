"""Makers of offers of help and requests for volunteers for tests."""

from datetime import timedelta

from django.utils import timezone

from insights.offers.models import Offer, VolunteerRequest
from tests.guard import factory


@factory
def make_offer(*, organisation, issues=(), **changes):
    """An open offer for the next two months."""
    values = {
        "title": "A support group",
        "format": "group",
        "how_to": "Ring on weekday mornings",
        "until": timezone.localdate() + timedelta(days=60),
    }
    offer = Offer.objects.create(organisation=organisation, **values | changes)
    offer.issues.set(issues)
    return offer


@factory
def make_volunteer_request(*, organisation, **changes):
    """A request that waits for our office."""
    until = timezone.localdate() + timedelta(days=30)
    values = {"role": "Drive the minibus", "wanted": 2, "until": until}
    return VolunteerRequest.objects.create(organisation=organisation, **values | changes)
