"""Suggesting an organisation: looked at, asked once by mail, answered, joined or let be; nobody is asked twice."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.locks import wait_in_line
from camk.outbox.actions import post
from camk.states import check_move
from groups.organisations.models import Organisation
from groups.suggestions.marks import marks_of
from groups.suggestions.models import NeverAsk, Suggestion

State = Suggestion.State
PURPOSE = "suggested"
ASKED_ONCE_IN = timedelta(days=365)
EXPIRES_AFTER = timedelta(days=60)
LET_BE = (
    "We have been in touch with this address before, so we do not write to it again. "
    "You are welcome to show them our page yourself."
)


@action
def suggest(*, name: str, email: str, contact_name: str, why: str, may_name: bool = False, by: User) -> Suggestion:
    """Somebody signed in suggests one. A contact of one in the network is trusted: the mail goes at once."""
    acts_for = Organisation.objects.admitted().of(by).order_by("pk").first()
    suggestion = _make(name, email, contact_name, why, suggester=by, may_name=may_name, acts_for=acts_for, by=by)
    if acts_for is not None:
        ask(suggestion=suggestion, by=by)
        suggestion.refresh_from_db()
    return suggestion


@action
def suggest_as_visitor(
    *, name: str, email: str, contact_name: str, why: str, own_name: str, own_email: str, by: User | None = None
) -> Suggestion:
    """The same by somebody who only typed who they are: staff look at it first, and nobody is told who it was."""
    person = person_for(email=own_email, name=own_name, by=by)
    return _make(name, email, contact_name, why, suggester=person, by=by)


def _make(name, email, contact_name, why, *, suggester, may_name=False, acts_for=None, by) -> Suggestion:
    marks = marks_of(email)
    wait_in_line("suggestion", marks[0])
    known = Suggestion.objects.filter(address_mark__in=marks)
    recently = known.filter(asked_at__gt=timezone.now() - ASKED_ONCE_IN)
    if known.open().exists() or recently.exists() or NeverAsk.objects.filter(address_mark__in=marks).exists():
        raise RuleBroken(LET_BE)
    suggestion = Suggestion.objects.create(
        name=name.strip(),
        contact=person_for(email=email, name=contact_name, by=by),
        address_mark=marks[0],
        why=why.strip(),
        may_name=may_name,
        by=suggester,
        for_organisation=acts_for,
    )
    audit.record("suggestion.made", suggestion, by=by, trusted=acts_for is not None, why_length=len(suggestion.why))
    return suggestion


@action
def ask(*, suggestion: Suggestion, by: User) -> None:
    """Write to the contact, once: what was said about them, and three buttons behind a link."""
    suggestion = _lock(suggestion)
    _move(suggestion, State.ASKED, by=by)
    now = timezone.now()
    suggestion.asked_at, suggestion.checked_by = now, by if by != suggestion.by else None
    suggestion.save(update_fields=["asked_at", "checked_by"])
    link = link_for(purpose=PURPOSE, target=suggestion, user=suggestion.contact, expires_at=now + EXPIRES_AFTER)
    context = {
        "organisation": suggestion.name,
        "who": named(suggestion),
        "url": settings.SITE_URL + reverse("groups:suggestion-answer", args=[link.token]),
        "days": EXPIRES_AFTER.days,
    }
    # The key is the address: whatever goes wrong, it gets one such mail.
    key = f"suggestion_ask:{suggestion.address_mark}:{now.year}"
    if post(event="groups/suggestion_ask", key=key, user=suggestion.contact, context=context) is None:
        raise RuleBroken(LET_BE)


def named(suggestion: Suggestion) -> str:
    """Who suggested it, if that may be said: "Cora Bright of Netherfield Kitchen"; otherwise nothing."""
    if not (suggestion.may_name and suggestion.by):
        return ""
    who = suggestion.by.name or "Somebody"
    return f"{who} of {suggestion.for_organisation}" if suggestion.for_organisation else who


@action
def drop(*, suggestion: Suggestion, by: User) -> None:
    """Staff ask nobody; whoever suggested it hears "not now"."""
    _settle(_lock(suggestion), State.DROPPED, by=by)


@action
def say_yes(*, suggestion: Suggestion, by: User) -> None:
    """The contact wants to hear more and goes on to the joining pages; saying it twice is once."""
    suggestion = _lock(suggestion)
    if suggestion.state != State.WILLING:
        _move(suggestion, State.WILLING, by=by)


@action
def say_not_now(*, suggestion: Suggestion, by: User) -> None:
    """The contact does not want to join now; what we know of them is forgotten."""
    _settle(_lock(suggestion), State.NOT_NOW, by=by)


@action
def say_never(*, suggestion: Suggestion, by: User) -> None:
    """The contact is never to be asked again: a mark of the address stays, the address goes."""
    suggestion = _lock(suggestion)
    NeverAsk.objects.get_or_create(address_mark=suggestion.address_mark)
    _settle(suggestion, State.NEVER, by=by)


@action
def note_joining(*, suggestion: Suggestion, organisation: Organisation, by: User) -> None:
    """The contact came through the joining pages; whether it joined is decided with the organisation."""
    suggestion = _lock(suggestion)
    if suggestion.state not in Suggestion.OPEN:
        return
    suggestion.organisation = organisation
    suggestion.save(update_fields=["organisation"])
    audit.record("suggestion.led_to", suggestion, by=by, organisation=organisation.pk)
    if organisation.is_admitted:
        _settle(suggestion, State.JOINED, by=by)


@action
def settle_with(*, organisation: Organisation, admitted: bool, by: User) -> None:
    """Staff decided on an organisation: the suggestions that led to it are settled, and their makers told."""
    for suggestion in Suggestion.objects.open().filter(organisation=organisation):
        _settle(_lock(suggestion), State.JOINED if admitted else State.NOT_NOW, by=by)


@action
def joined_anyhow(*, suggestion: Suggestion, organisation: Organisation, by: User) -> None:
    """It came into the network by another way; staff say as which record."""
    suggestion = _lock(suggestion)
    suggestion.organisation = organisation
    suggestion.save(update_fields=["organisation"])
    _settle(suggestion, State.JOINED, by=by)


def not_answered(now: datetime) -> QuerySet[Suggestion]:
    """Open for 60 days since they were asked, or since somebody suggested them."""
    open_ones = Suggestion.objects.open().filter(organisation=None)
    return open_ones.annotate(since=Coalesce("asked_at", "created_at")).filter(since__lt=now - EXPIRES_AFTER)


@action
def expire(*, row: Suggestion, now: datetime, by: User | None = None) -> None:
    """Whoever did not answer for 60 days is let be, and forgotten."""
    _settle(row, State.EXPIRED, by=by)


def _lock(suggestion: Suggestion) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("contact", "by", "for_organisation")
    return rows.get(pk=suggestion.pk)


def _move(suggestion: Suggestion, new: str, *, by) -> None:
    old = suggestion.state
    check_move(Suggestion.MOVES, old, new, dict(State.choices))
    suggestion.state = new
    suggestion.save(update_fields=["state"])
    audit.record("suggestion.moved", suggestion, by=by, old=old, new=new)


def _settle(suggestion: Suggestion, new: str, *, by) -> None:
    """An end: the link closes, what we know of somebody who did not join goes, the maker hears one of two words."""
    _move(suggestion, new, by=by)
    suggestion.settled_at = timezone.now()
    if new != State.JOINED:
        suggestion.contact, suggestion.why = None, ""
    suggestion.save(update_fields=["settled_at", "contact", "why"])
    revoke_links(target=suggestion, purpose=PURPOSE, by=by)
    maker = suggestion.by
    if maker and maker.verified_at is None:  # an address nobody proved is forgotten once it has been told
        suggestion.by = None
        suggestion.save(update_fields=["by"])
    if maker and maker.is_active:
        event = "groups/suggestion_joined" if new == State.JOINED else "groups/suggestion_not_now"
        context = {"organisation": suggestion.name, "url": f"{settings.SITE_URL}/organisations/"}
        if new == State.JOINED and suggestion.organisation:
            context["url"] = settings.SITE_URL + suggestion.organisation.get_absolute_url()
        post(event=event, key=f"suggestion_settled:{suggestion.pk}", user=maker, context=context)
