"""What may help with an enquiry: resources by the words they share, organisations that agreed to be asked."""

import re

from django.db.models import Case, IntegerField, QuerySet, Value, When

from groups.enquiries.models import Enquiry, PeerHelp
from groups.workspace.models import Resource

MOST = 12
# Words that say nothing about what somebody needs;
_COMMON = frozenset(
    "about above after again also been before could does from have help into just know like make more most need "
    "only other please should some than that their them then there these they this want what when where which "
    "while will with would your ours".split()
)


def stems(words: str) -> set[str]:
    """The first five letters of the words that carry meaning, so that "policies" and "policy" meet."""
    found = re.findall(r"[a-z]{4,}", words.lower())
    return {word[:5] for word in found if word not in _COMMON}


def resources_for(enquiry: Enquiry) -> QuerySet[Resource]:
    """Public resources, those that share the most word beginnings with the enquiry first, the newest of equals."""
    wanted = stems(f"{enquiry.words} {enquiry.get_kind_display()}")
    rows = Resource.objects.public().order_by("-created_at").values_list("pk", "title", "purpose")
    shared = {pk: len(wanted & stems(f"{title} {purpose}")) for pk, title, purpose in rows}
    best = sorted(shared, key=shared.get, reverse=True)[:MOST]  # stable: the newest first among equals
    place = Case(*[When(pk=pk, then=Value(n)) for n, pk in enumerate(best)], output_field=IntegerField())
    return Resource.objects.filter(pk__in=best).order_by(place) if best else Resource.objects.none()


def peers_for(enquiry: Enquiry) -> list[PeerHelp]:
    """Who may be asked about this kind of thing, the latest to agree first; never the organisation itself."""
    rows = PeerHelp.objects.live().filter(kind=enquiry.kind).exclude(organisation=enquiry.organisation_id)
    return list(rows[:MOST])
