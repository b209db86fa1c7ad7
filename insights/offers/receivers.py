"""What this room shows on the page of an issue."""

from django.db.models import Exists

from insights.issues.beside import stands_beside
from insights.offers.models import Offer

stands_beside("offers", lambda issue: Exists(Offer.issues.through.objects.filter(issue=issue)))
