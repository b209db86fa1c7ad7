"""What the person says who opened the link: yes, not now, or not us."""

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.actions import change_own_details, person_for, prove_address
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.links import revoke_links
from camk.outbox.actions import post
from camk.states import check_move
from groups.invitations.actions.inviting import LINK_PURPOSE
from groups.invitations.models import Invitation
from groups.organisations.actions.admitting import admit
from groups.organisations.actions.contacts import give_role
from groups.organisations.models import Organisation, OrganisationRole

State, Purpose, Kind = Invitation.State, Invitation.Purpose, OrganisationRole.Kind


@action
def accept(*, invitation: Invitation, name: str, by: User | None = None) -> User:
    """She acts for the organisation from now on: reading the mail proved her address, so nobody decides again.

    Whoever claims a record leads it when nobody does yet; staff said yes to the organisation by inviting it.
    """
    invitation = _move(invitation, State.ACCEPTED)
    organisation = invitation.organisation
    user = person_for(email=invitation.email, name=name)
    if not user.is_active:
        raise RuleBroken("This address cannot be used here. Ring us and we will sort it out.")
    if name.strip() and (user.verified_at is None or not user.name):
        change_own_details(user=user, name=name, phone=user.phone, by=user)
    prove_address(user=user, by=user)
    give_role(organisation=organisation, user=user, kind=_kind(invitation), by=user)
    invitation.user = user
    invitation.save(update_fields=["user"])
    revoke_links(target=invitation, purpose=LINK_PURPOSE, by=user)
    audit.record("invitation.accepted", invitation, by=user, organisation=organisation.pk, user=user.pk)
    if organisation.state == Organisation.State.UNVERIFIED and invitation.purpose == Purpose.CLAIM:
        admit(organisation=organisation, by=invitation.invited_by or user)
    if invitation.purpose == Purpose.COLLEAGUE and invitation.invited_by:
        _tell_inviter(invitation)
    return user


@action
def say_not_now(*, invitation: Invitation, by=None) -> None:
    """Perhaps later: the link stays open until it runs out."""
    audit.record("invitation.not_now", _move(invitation, State.NOT_NOW), by=by)


@action
def say_not_us(*, invitation: Invitation, by=None) -> None:
    """This address has nothing to do with that organisation: the link closes, nobody writes there again."""
    invitation = _move(invitation, State.NOT_US)
    revoke_links(target=invitation, purpose=LINK_PURPOSE, by=by)
    audit.record("invitation.not_us", invitation, by=by)


def _move(invitation: Invitation, state: str) -> Invitation:
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation", "invited_by")
        .get(pk=invitation.pk)
    )
    if invitation.has_run_out:
        raise RuleBroken("This invitation has run out. Ring us and we will send another.")
    check_move(Invitation.MOVES, invitation.state, state, dict(State.choices))
    invitation.state, invitation.answered_at = state, timezone.now()
    invitation.save(update_fields=["state", "answered_at"])
    return invitation


def _kind(invitation: Invitation) -> str:
    if invitation.purpose == Purpose.COLLEAGUE:
        return invitation.kind
    leads = OrganisationRole.objects.leading().proven().filter(organisation=invitation.organisation)
    return Kind.CONTACT if leads.exclude(user__email=invitation.email).exists() else Kind.LEAD


def _tell_inviter(invitation: Invitation) -> None:
    post(
        event="groups/invitation_accepted",
        key=f"invitation_accepted:{invitation.pk}",
        user=invitation.invited_by,
        context={
            "organisation": invitation.organisation.name,
            "name": invitation.user.name,
            "me_url": settings.SITE_URL + "/me/",
        },
    )
