"""The life of a need or an offer: posted, changed, kept on, sorted, taken down, over."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.links import link_for
from camk.outbox.actions import post
from camk.states import check_move
from groups.organisations.models import Organisation
from meetings.exchange.models import LONGEST, Listing
from meetings.introductions.actions import take_back
from meetings.introductions.models import Introduction
from meetings.introductions.notices import contacts_of

State, Outcome = Listing.State, Listing.Outcome
PURPOSE = "listing"
LINK_LASTS = timedelta(days=60)
FIELDS = ("kind", "title", "words", "place", "until", "audience")


@action
def post_listing(*, organisation: Organisation, values: dict, themes: list, by) -> Listing:
    """An organisation says what it needs or can offer. The same words sent twice make one."""
    if organisation.state != Organisation.State.ACTIVE:
        raise RuleBroken(f"{organisation} is not active in the network now.")
    _check_until(values["until"])
    same = {"organisation": organisation, "kind": values["kind"], "title": values["title"], "state": State.OPEN}
    row = Listing.objects.filter(**same).first()
    if row is not None:
        return row
    row = Listing.objects.create(organisation=organisation, posted_by=by, **{name: values[name] for name in FIELDS})
    row.themes.set(themes)
    audit.record("listing.posted", row, by=by, kind=row.kind, until=row.until, audience=row.audience)
    return row


@action
def change_listing(*, listing: Listing, values: dict, themes: list, by) -> None:
    """Correct an open one, or keep one that was over until another day."""
    row = _locked(listing)
    _check_until(values["until"])
    old = row.state
    if old != State.OPEN:
        check_move(Listing.MOVES, old, State.OPEN, dict(State.choices))
        row.ended_at = None
    row.state = State.OPEN
    for name in FIELDS:
        setattr(row, name, values[name])
    row.save()
    row.themes.set(themes)
    audit.record("listing.changed", row, by=by, old=old, until=row.until, audience=row.audience)


@action
def close(*, listing: Listing, outcome: str, came_of_it: str = "", by) -> None:
    """It is sorted, or it did not help; what came of it is kept. Nobody is asked about it any more."""
    row = _locked(listing)
    if outcome not in Outcome.values:
        raise RuleBroken("Choose one of the answers.")
    if row.state in (State.SORTED, State.WITHDRAWN):
        return
    row.outcome, row.came_of_it = outcome, came_of_it.strip()
    _end(row, State.WITHDRAWN if outcome == Outcome.NO else State.SORTED, by=by)


@action
def take_down(*, listing: Listing, by) -> None:
    """Our office takes something off the page that does not belong there."""
    _end(_locked(listing), State.WITHDRAWN, by=by)


@action
def expire(*, listing: Listing, by=None) -> None:
    """Its last day is over: its contacts are asked, once, whether it helped."""
    row = _locked(listing)
    if row.state != State.OPEN or row.until >= timezone.localdate():
        return
    _end(row, State.EXPIRED, by=by)
    for user in contacts_of(row.organisation):
        link = link_for(purpose=PURPOSE, target=row, user=user, expires_at=timezone.now() + LINK_LASTS)
        post(
            event="meetings/listing_over",
            key=f"listing_over:{row.pk}:{row.until:%Y%m%d}:{user.pk}",
            user=user,
            context={
                "listing": row,
                "organisation": row.organisation.name,
                "link": settings.SITE_URL + reverse("meetings:listing-link", args=[link.token]),
            },
            not_before=next_open(timezone.now()),
        )


def _end(row: Listing, state: str, *, by) -> None:
    """One step to an end; introductions that were asked for because of it are taken back."""
    check_move(Listing.MOVES, row.state, state, dict(State.choices))
    old, row.state, row.ended_at = row.state, state, timezone.now()
    row.save()
    audit.record(f"listing.{state}", row, by=by, old=old, outcome=row.outcome, words=len(row.came_of_it))
    asked = Introduction.objects.open().filter(match__listing=row) | Introduction.objects.open().filter(
        match__other=row
    )
    for introduction in asked.distinct():
        take_back(introduction=introduction, by=by)


def _check_until(until: date) -> None:
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise RuleBroken(f"Choose a day from today to {today + LONGEST:%d %B %Y}: {LONGEST.days} days at most.")


def _locked(listing: Listing) -> Listing:
    rows = Listing.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=listing.pk)
