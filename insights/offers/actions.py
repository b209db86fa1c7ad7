"""Help is offered to people behind an issue, taken up and counted; volunteers are asked for and found."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from camk.states import check_move
from groups.organisations.models import Organisation
from insights.issues.actions import tell_the_people
from insights.issues.models import Issue
from insights.issues.states import IssueState
from insights.offers.models import LONGEST, Offer, VolunteerRequest
from insights.offers.permissions import speaks_for
from meetings.introductions.notices import contacts_of

State = Offer.State
ASK_BEFORE = timedelta(days=7)
FIELDS = ("title", "words", "format", "place", "places", "how_to", "until")
SHUT = (IssueState.SEALED, IssueState.WITHDRAWN)


@action
def make_offer(
    *, organisation: Organisation, values: dict, for_whom=(), issue: Issue | None = None, by: User
) -> Offer:
    """A contact offers help; the people behind `issue` hear of it. The same words sent twice make one."""
    if organisation not in speaks_for(by):
        raise RuleBroken(f"You do not act for {organisation} here.")
    _check(values)
    same = {"organisation": organisation, "title": values["title"], "state": State.OPEN}
    offer = Offer.objects.filter(**same).first()
    if offer is None:
        offer = Offer.objects.create(organisation=organisation, by=by, **{name: values[name] for name in FIELDS})
        offer.for_whom.set(for_whom)
        audit.record("offer.made", offer, by=by, organisation=organisation, format=offer.format, until=offer.until)
    if issue is not None:
        link(offer=offer, issue=issue, by=by)
    return offer


@action
def link(*, offer: Offer, issue: Issue, by: User) -> None:
    """The offer answers this issue: it stands on its page, and the people behind it hear of it once."""
    if issue.state in SHUT or issue.released_at is None:
        raise RuleBroken("Help is offered to an issue whose wording others can read.")
    if offer.issues.filter(pk=issue.pk).exists():
        return
    offer.issues.add(issue)
    audit.record("offer.linked", offer, by=by, issue=issue)
    tell_the_people(
        issue,
        "issue_help_offered",
        key=f"{offer.pk}:{issue.pk}",
        by=by,
        offer=offer.title,
        organisation=offer.organisation.name,
        how_to=offer.how_to,
    )


@action
def change_offer(*, offer: Offer, values: dict, for_whom=(), by: User) -> None:
    """Correct it, or keep one that was over until another day."""
    offer = _mine(offer, by)
    _check(values, taken=offer.taken)
    if offer.state not in (State.OPEN, State.OVER):
        raise RuleBroken("This offer was taken back. Make a new one.")
    old, offer.state = offer.state, State.OPEN
    for name in FIELDS:
        setattr(offer, name, values[name])
    offer.save()
    offer.for_whom.set(for_whom)
    audit.record("offer.changed", offer, by=by, old=old, until=offer.until)


@action
def count_taken(*, offer: Offer, taken: int, by: User) -> None:
    """How many people have taken it up so far: a number, never who."""
    offer = _mine(offer, by)
    if offer.places is not None and taken > offer.places:
        raise RuleBroken(f"There are {offer.places} places. Change the offer first when there are more.")
    old, offer.taken = offer.taken, taken
    offer.save(update_fields=["taken"])
    audit.record("offer.taken_up", offer, by=by, old=old, new=taken)


@action
def withdraw_offer(*, offer: Offer, by: User) -> None:
    """Its organisation takes it back."""
    _move(_mine(offer, by), State.WITHDRAWN, by=by)


@action
def hide_offer(*, offer: Offer, reason: str, by: User) -> None:
    """Our office takes it off the pages; whoever made it is told why."""
    offer = _locked(offer)
    if not reason.strip():
        raise RuleBroken("Say why: whoever made the offer reads it.")
    offer.reason = reason.strip()
    _move(offer, State.HIDDEN, by=by)
    if offer.by and offer.by.is_active:
        key = f"offer_hidden:{offer.pk}:{timezone.now():%Y%m%d%H%M%S}"
        post(event="insights/offer_hidden", key=key, user=offer.by, context={"offer": offer})


@action
def show_offer(*, offer: Offer, by: User) -> None:
    """It was hidden by mistake, or what was wrong is put right."""
    offer = _locked(offer)
    offer.reason = ""
    _move(offer, State.OPEN, by=by)


@action
def look_at_end(*, offer: Offer, today: date, by=None) -> None:
    """A week before its last day its contacts are asked, once, whether it goes on; after that day it is over."""
    offer = _locked(offer)
    if offer.state != State.OPEN:
        return
    if offer.until < today:
        _move(offer, State.OVER, by=by)
    elif offer.until <= today + ASK_BEFORE and offer.asked_for != offer.until:
        offer.asked_for = offer.until
        offer.save(update_fields=["asked_for"])
        url = settings.SITE_URL + reverse("insights:offer-change", args=[offer.pk])
        for user in contacts_of(offer.organisation):
            key = f"offer_ends:{offer.pk}:{offer.until:%Y%m%d}:{user.pk}"
            context = {"offer": offer, "url": url}
            post(
                event="insights/offer_ends", key=key, user=user, context=context, not_before=next_open(timezone.now())
            )


def _check(values: dict, taken: int = 0) -> None:
    today = timezone.localdate()
    if not today <= values["until"] <= today + LONGEST:
        raise RuleBroken("Choose a last day between today and a year from now.")
    if values["places"] == 0:
        raise RuleBroken("With no place there is nothing to offer. Leave the number out when there is no limit.")
    if values["places"] is not None and values["places"] < taken:
        raise RuleBroken(f"{taken} people have taken it up already, so it has at least {taken} places.")


def _locked(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",)).select_related("organisation", "by").get(pk=offer.pk)


def _mine(offer: Offer, by: User) -> Offer:
    offer = _locked(offer)
    if not Offer.objects.filter(pk=offer.pk).of(by).exists() and not by.has_perm("insights.change_offer"):
        raise RuleBroken("Only contacts of the organisation do this.")
    return offer


def _move(offer: Offer, new: str, *, by) -> None:
    check_move(Offer.MOVES, offer.state, new, dict(State.choices))
    old, offer.state = offer.state, new
    offer.save(update_fields=["state", "reason"])
    audit.record(f"offer.{new}", offer, by=by, old=old, new=new, reason_length=len(offer.reason))


# -- volunteers -----------------------------------------------------------------------------------------


@action
def ask_for_volunteers(
    *, organisation: Organisation, role: str, wanted: int, until: date, words: str = "", issue=None, by: User
) -> VolunteerRequest:
    """A contact asks for volunteers; it goes into the queue of our office. The same sent twice makes one."""
    if organisation not in speaks_for(by):
        raise RuleBroken(f"You do not act for {organisation} here.")
    if wanted < 1:
        raise RuleBroken("Say how many volunteers you look for.")
    if until < timezone.localdate():
        raise RuleBroken("Choose a day that is still to come.")
    asked = {"organisation": organisation, "role": role.strip(), "wanted": wanted, "until": until}
    row = VolunteerRequest.objects.waiting().filter(**asked).first()
    if row is None:
        row = VolunteerRequest.objects.create(**asked, words=words.strip(), issue=issue, by=by)
        audit.record("volunteers.asked", row, by=by, organisation=organisation, wanted=wanted, until=until)
    return row


@action
def look_for_volunteers(*, volunteers: VolunteerRequest, by: User) -> None:
    """Our office has taken it up."""
    _step(_request(volunteers), VolunteerRequest.State.LOOKING, by=by)


@action
def settle_volunteers(*, volunteers: VolunteerRequest, found: int, outcome: str = "", by: User) -> None:
    """What became of it, as a number; its contacts are told."""
    row = _request(volunteers)
    row.found, row.outcome = found, outcome.strip()
    S = VolunteerRequest.State
    _step(row, S.MET if found >= row.wanted else S.PART_MET if found else S.NOT_MET, by=by)
    for user in contacts_of(row.organisation):
        key = f"volunteers_settled:{row.pk}:{row.ended_at.isoformat()}:{user.pk}"
        post(event="insights/volunteers_settled", key=key, user=user, context={"request": row})


@action
def withdraw_volunteers(*, volunteers: VolunteerRequest, by: User) -> None:
    """The organisation needs nobody any more."""
    row = _request(volunteers)
    if not VolunteerRequest.objects.visible_to(by).filter(pk=row.pk).exists():
        raise RuleBroken("Only contacts of the organisation do this.")
    _step(row, VolunteerRequest.State.WITHDRAWN, by=by)


def _request(volunteers: VolunteerRequest) -> VolunteerRequest:
    rows = VolunteerRequest.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=volunteers.pk)


def _step(row: VolunteerRequest, new: str, *, by) -> None:
    check_move(VolunteerRequest.MOVES, row.state, new, dict(VolunteerRequest.State.choices))
    old, row.state = row.state, new
    row.ended_at = None if new in VolunteerRequest.WAITING else timezone.now()
    row.save()
    audit.record(f"volunteers.{new}", row, by=by, old=old, new=new, found=row.found)
