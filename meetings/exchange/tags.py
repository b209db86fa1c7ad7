"""Tags this room offers to any page: what an organisation needs and offers, and one's own."""

from django import template

from camk.questions import question
from meetings.exchange.models import Listing

register = template.Library()
SHOWN = 5


@register.inclusion_tag("meetings/exchange/_of_organisation.html")
def listings_of(user, organisation) -> dict:
    """What this organisation needs and offers now, as far as this person may see it."""
    rows = Listing.objects.open().filter(organisation=organisation)
    rows = rows.filter(pk__in=Listing.objects.visible_to(user).values("pk"))
    return {"listings": list(rows[:SHOWN])}


@register.inclusion_tag("meetings/exchange/_mine.html")
def my_listings(user) -> dict:
    """What the person's organisations need and offer now."""
    return {"listings": _listed_by(SHOWN, user=user.pk) if user.is_authenticated else []}


@question
def _listed_by(number, /, *, user):
    rows = Listing.objects.of(user).filter(state__in=[Listing.State.OPEN, Listing.State.EXPIRED])
    return rows.select_related("organisation")[:number]
