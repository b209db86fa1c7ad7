"""What this room shows on the page of an issue."""

from django.db.models import Exists

from insights.issues.beside import stands_beside
from insights.offers.models import Offer, VolunteerRequest

stands_beside("offers", lambda issue: Exists(Offer.issues.through.objects.filter(issue=issue)))
stands_beside("volunteers", lambda issue: Exists(VolunteerRequest.objects.counted().filter(issue=issue)))
