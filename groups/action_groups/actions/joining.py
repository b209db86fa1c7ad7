"""An organisation, or somebody on their own, joins a Collaborative Action Group or leaves it."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.action_groups.models import (
    ActionGroup,
    ActionGroupMembership,
    ActionGroupMembershipMove,
    ActionGroupWatch,
)
from groups.organisations.models import Organisation, OrganisationRole

State = ActionGroupMembership.State


@action
def join(
    *,
    action_group: ActionGroup,
    organisation: Organisation | None = None,
    user: User | None = None,
    source: str = "",
    by: User,
) -> ActionGroupMembership:
    """Ask for a place in the CAG, for `organisation` or for `user` alone; whoever is admitted already is in at once.

    Asking again changes nothing: the row that lives is returned. `source` says what led them here (a poster, the
    page of another organisation). Whoever only followed the CAG does so no more: members hear its news anyway.
    """
    if not action_group.is_joinable:
        raise RuleBroken(f"{action_group} is not running now, so nobody can join it.")
    if organisation is not None and organisation.state in _GONE:
        raise RuleBroken(f"{organisation} is not part of the network now. Ring us and we will sort it out.")
    ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    who = {"organisation": organisation, "user": None if organisation else user}
    live = action_group.memberships.filter(state__in=ActionGroupMembership.LIVE, **who).first()
    if live:
        return live
    at_once = not action_group.asks_own_approval and _admitted_already(organisation, by if organisation else user)
    now = timezone.now()
    membership = ActionGroupMembership.objects.create(
        action_group=action_group,
        state=State.ACTIVE if at_once else State.APPLIED,
        applied_at=now,
        decided_at=now if at_once else None,
        applied_by=by,
        source=source[:60],
        **who,
    )
    ActionGroupWatch.objects.filter(action_group=action_group, user=by).delete()
    audit.record("membership.asked", membership, by=by, new=membership.state, action_group=action_group.pk)
    return membership


_GONE = (Organisation.State.DECLINED, Organisation.State.ARCHIVED, Organisation.State.MERGED)


def _admitted_already(organisation: Organisation | None, person: User) -> bool:
    """Staff said yes before: to the organisation and its contact, or to the supporter."""
    if organisation is None:
        return ActionGroupMembership.objects.active().filter(user=person).exists()
    contact = OrganisationRole.objects.current().filter(organisation=organisation, user=person).exists()
    return organisation.is_admitted and contact


@action
def leave(*, membership: ActionGroupMembership, reason: str = "", by: User) -> None:
    """Out of the CAG from now on; a request not yet decided is taken back. History stays."""
    membership = ActionGroupMembership.objects.select_for_update().get(pk=membership.pk)
    new = State.WITHDRAWN if membership.state == State.APPLIED else State.LEFT
    move(membership, new, by=by, reason=reason)


def move(membership: ActionGroupMembership, new: str, *, by, reason: str = "") -> None:
    """One allowed step of a membership, with its dates and its audit entry. Call inside an action."""
    old = membership.state
    check_move(ActionGroupMembership.MOVES, old, new, dict(State.choices))
    membership.state = new
    if new in (State.ACTIVE, State.REJECTED) and old == State.APPLIED:
        membership.decided_at, membership.decided_by = timezone.now(), by if by and by.pk else None
    membership.reason = reason.strip()
    if new not in ActionGroupMembership.LIVE:
        membership.ended_at = timezone.now()
    membership.save()
    ActionGroupMembershipMove.objects.create(
        membership=membership, by=by if by and by.pk else None, old=old, new=new, reason=reason.strip()
    )
    audit.record("membership.moved", membership, by=by, old=old, new=new, action_group=membership.action_group_id)
