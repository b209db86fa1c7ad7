"""Somebody is invited to act for an organisation; the mail goes again; the invitation is taken back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import link_for, revoke_links
from camk.outbox.actions import post
from camk.states import check_move
from groups.invitations.models import Invitation
from groups.organisations.models import Organisation, OrganisationRole

LINK_PURPOSE = "invitation"
LASTS = {Invitation.Purpose.CLAIM: timedelta(days=60), Invitation.Purpose.COLLEAGUE: timedelta(days=14)}
AGAIN_AFTER = timedelta(days=1)
State, Purpose = Invitation.State, Invitation.Purpose
GONE = (Organisation.State.MERGED, Organisation.State.ARCHIVED, Organisation.State.DECLINED)


@action
def invite(
    *, organisation: Organisation, email: str, name: str = "", kind: str, purpose: str, by: User
) -> Invitation:
    """Invite this address; the one invitation that lives for it is sent again instead of a second one."""
    email = email.strip().lower()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.state in GONE:
        raise RuleBroken(f"{organisation} is not part of the network now.")
    if OrganisationRole.objects.current().filter(organisation=organisation, user__email=email).proven().exists():
        raise RuleBroken(f"{email} acts for {organisation} already.")
    live = organisation.invitations.live().filter(email=email).first()
    if live:
        return resend(invitation=live, by=by)
    now = timezone.now()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        name=name.strip(),
        kind=kind,
        purpose=purpose,
        sent_at=now,
        expires_at=now + LASTS[purpose],
        invited_by=by,
    )
    audit.record("invitation.sent", invitation, by=by, organisation=organisation.pk, purpose=purpose, kind=kind)
    _mail(invitation)
    return invitation


@action
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """The same invitation once more: its clock starts again. Not twice in a day, so that nobody is pestered."""
    invitation = _lock(invitation)
    now = timezone.now()
    if not invitation.is_live:
        raise RuleBroken("This invitation was answered or taken back. Send a new one.")
    if now - invitation.sent_at < AGAIN_AFTER:
        raise RuleBroken(f"{invitation.email} was invited less than a day ago. Give it a day.")
    if invitation.state != State.INVITED:
        check_move(Invitation.MOVES, invitation.state, State.INVITED, dict(State.choices))
    invitation.state, invitation.sent_at = State.INVITED, now
    invitation.expires_at = now + LASTS[invitation.purpose]
    invitation.times_sent += 1
    invitation.save(update_fields=["state", "sent_at", "expires_at", "times_sent"])
    audit.record("invitation.sent_again", invitation, by=by, times=invitation.times_sent)
    _mail(invitation)
    return invitation


@action
def take_back(*, invitation: Invitation, by: User) -> None:
    """The link in the mail opens nothing any more."""
    invitation = _lock(invitation)
    check_move(Invitation.MOVES, invitation.state, State.TAKEN_BACK, dict(State.choices))
    invitation.state, invitation.answered_at = State.TAKEN_BACK, timezone.now()
    invitation.save(update_fields=["state", "answered_at"])
    revoke_links(target=invitation, purpose=LINK_PURPOSE, by=by)
    audit.record("invitation.taken_back", invitation, by=by)


@action
def invite_to_claim(*, chosen: list[tuple[Organisation, str, str]], by: User) -> tuple[int, list[str]]:
    """One batch of claim invitations (organisation, address, name); returns how many went and why others did not."""
    sent, refused = 0, []
    for organisation, email, name in chosen:
        try:
            invite(
                organisation=organisation,
                email=email,
                name=name,
                kind=OrganisationRole.Kind.LEAD,
                purpose=Purpose.CLAIM,
                by=by,
            )
            sent += 1
        except RuleBroken as broken:
            refused.append(f"{organisation}: {broken.sentence}")
    for organisation, *_ in chosen[:1]:
        audit.record("invitation.batch_sent", organisation, by=by, sent=sent, refused=len(refused))
    return sent, refused


def over_long_ago(now: datetime) -> QuerySet[Invitation]:
    """Came to nothing 90 days ago, with the address still on it."""
    before = now - FORGET_AFTER
    answered = ~Q(state__in=Invitation.LIVE) & Q(answered_at__lt=before)
    run_out = Q(state__in=Invitation.LIVE, expires_at__lt=before)
    return (
        Invitation.objects.filter(answered | run_out).exclude(state=State.ACCEPTED).exclude(email="").order_by("pk")
    )


@action
def forget_address(*, row: Invitation, now: datetime, by=None) -> None:
    """Address and name go; one that nobody answered ends."""
    if row.state in Invitation.LIVE:
        row.state, row.answered_at = State.TAKEN_BACK, now
    row.email = row.name = ""
    row.save()


FORGET_AFTER = timedelta(days=90)


def url_of(invitation: Invitation) -> str:
    """The page behind the private link, made when there is none."""
    link = link_for(purpose=LINK_PURPOSE, target=invitation, expires_at=invitation.expires_at)
    return settings.SITE_URL + reverse("groups:invitation", args=[link.token])


def _lock(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)


def _mail(invitation: Invitation) -> None:
    event = "groups/claim" if invitation.purpose == Purpose.CLAIM else "groups/invitation"
    mail = post(
        event=event,
        key=f"{event}:{invitation.pk}:{invitation.times_sent}",
        user=None,
        address=invitation.email,
        context={
            "organisation": invitation.organisation.name,
            "name": invitation.name,
            "by": invitation.invited_by.name if invitation.invited_by else "",
            "until": invitation.expires_at,
            "url": url_of(invitation),
        },
    )
    Invitation.objects.filter(pk=invitation.pk).update(mail=mail)
