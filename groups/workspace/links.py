"""Looking whether the links of the library still open: only when the charity's details say so."""

from django.db.models import F
from django.utils import timezone

from camk import outbound
from camk.details import site_details
from groups.workspace.actions.resources import note_link
from groups.workspace.models import Resource

MOST = 200


def check_links() -> int:
    """Ask for the latest link of up to 200 resources, longest unchecked first; returns how many were asked."""
    if not site_details().links_checked:
        return 0
    rows = Resource.objects.shown().order_by(F("link_checked_at").asc(nulls_first=True), "pk")
    asked = 0
    for resource in rows.filter(versions__file=None).distinct().prefetch_related("versions")[:MOST]:
        if resource.latest and resource.latest.url:
            note_link(resource=resource, opens=opens(resource.latest.url), now=timezone.now())
            asked += 1
    return asked


def opens(url: str) -> bool:
    """True when something answers there; a redirect counts, and a page only for people who sign in."""
    try:
        status = outbound.ask("HEAD", url)
    except (outbound.Refused, outbound.NoAnswer):
        return False
    return status < 400 or status in (401, 403, 405, 429)
