"""When a need meets an offer: found by the nightly task, or because somebody pressed "We can help"."""

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from groups.organisations.models import Organisation
from meetings.connections.models import Connection, low_first
from meetings.exchange.matching import fits
from meetings.exchange.models import Listing, Match
from meetings.introductions.actions import open_introduction
from meetings.introductions.models import Introduction

MOST_EACH = 3  # matches one listing brings by itself


@action
def respond(*, listing: Listing, organisation: Organisation, by) -> Match:
    """A contact says for their organisation "We can help", or "We would like that": the other side is asked."""
    row = Listing.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=listing.pk)
    if not (row.is_open and row.organisation.state == Organisation.State.ACTIVE):
        raise RuleBroken("This is over. Thank you all the same.")
    if organisation.pk == row.organisation_id:
        raise RuleBroken("That is your own.")
    if organisation.state != Organisation.State.ACTIVE:
        raise RuleBroken(f"{organisation} is not active in the network now.")
    there = Match.objects.filter(listing=row, organisation=organisation).first()
    if there is not None:
        return there
    answer = "can help" if row.kind == Listing.Kind.NEED else "would like that"
    return _meet(row, organisation, f"{row.said} {organisation} {answer}.", agreed={organisation: by}, by=by)


@action
def match_all(*, by=None) -> int:
    """Each need that fits an offer, once: both organisations are asked whether they want to be introduced."""
    listings = list(Listing.objects.open().with_themes())
    met = set(Match.objects.values_list("listing", "organisation"))
    busy = set(Introduction.objects.open().values_list("low", "high"))
    given = {row.pk: 0 for row in listings}
    for pk in Match.objects.filter(other__isnull=False).values_list("listing", flat=True):
        given[pk] = given.get(pk, 0) + 1
    members = _members([row.organisation_id for row in listings])
    made = 0
    for fit in fits(listings):
        need, offer = fit.need, fit.offer
        low, high = low_first(need.organisation, offer.organisation)
        if (need.pk, offer.organisation_id) in met or (offer.pk, need.organisation_id) in met:
            continue
        if (low.pk, high.pk) in busy or max(given[need.pk], given[offer.pk]) >= MOST_EACH:
            continue
        if not (_may_read(need, offer.organisation_id, members) and _may_read(offer, need.organisation_id, members)):
            continue
        made += _try(need, offer, by=by)
        met.add((need.pk, offer.organisation_id))
        busy.add((low.pk, high.pk))
        given[need.pk] += 1
        given[offer.pk] += 1
    return made


def _try(need: Listing, offer: Listing, *, by) -> int:
    """Ask both; an organisation with nobody to ask is passed over."""
    try:
        _meet(need, offer.organisation, f"{need.said} {offer.said}", other=offer, by=by)
    except RuleBroken:
        return 0
    return 1


def _members(organisations: list[int]) -> set[int]:
    """Those of the organisations that are in a CAG, and so read what is for members."""
    rows = Organisation.objects.filter(pk__in=organisations, memberships__state="active")
    return set(rows.values_list("pk", flat=True))


def _may_read(listing: Listing, organisation: int, members: set[int]) -> bool:
    return listing.audience == Listing.Audience.PUBLIC or organisation in members


def _meet(listing: Listing, organisation: Organisation, reason: str, *, other=None, agreed=None, by) -> Match:
    introduction = open_introduction(
        one=listing.organisation,
        other=organisation,
        origin=Connection.Origin.OFFER,
        reason=reason,
        agreed=agreed,
        by=by,
    )
    row = Match.objects.create(
        listing=listing, organisation=organisation, other=other, introduction=introduction, made_at=timezone.now()
    )
    audit.record("listing.matched", listing, by=by, organisation=organisation.pk, by_button=agreed is not None)
    return row


def matches_of(listing: Listing):
    """Whom a need or an offer met, on whichever side of the match it stands."""
    rows = Match.objects.filter(Q(listing=listing) | Q(other=listing))
    return rows.select_related("organisation", "listing__organisation", "introduction").order_by("-made_at", "-pk")
