"""Staff decide who is in a Collaborative Action Group."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from groups.action_groups.actions.joining import move
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import Organisation

State = ActionGroupMembership.State
QUIET = "Nobody came to a meeting for a year."


@action
def approve(*, membership: ActionGroupMembership, by: User) -> None:
    """Yes: in the CAG from now on. One yes admits a supporter to every CAG asked for that leaves it to us."""
    membership = _lock(membership)
    if membership.organisation and not membership.organisation.is_admitted:
        raise RuleBroken(f"Admit {membership.organisation} to the network first: that admits it here too.")
    move(membership, State.ACTIVE, by=by)
    approved = [membership]
    if membership.user_id:
        approved += _approve_rest(ActionGroupMembership.objects.filter(user=membership.user_id), by=by)
    names = [m.action_group.name for m in approved]
    for user in _people(membership):
        post(
            event="groups/membership_approved",
            key=f"membership_approved:{membership.pk}:{user.pk}",
            user=user,
            context={**_who(membership), "cags": names, "me_url": settings.SITE_URL + "/me/"},
        )


@action
def reject(*, membership: ActionGroupMembership, reason: str, by: User) -> None:
    """No: the people who asked are told why."""
    _end(_lock(membership), State.REJECTED, reason, by=by)


@action
def remove(*, membership: ActionGroupMembership, reason: str, by: User) -> None:
    """No longer in the CAG; its people are told why."""
    _end(_lock(membership), State.REMOVED, reason, by=by)


@action
def pause(*, membership: ActionGroupMembership, reason: str = "", by: User) -> None:
    """Away for a while, by their own wish."""
    move(_lock(membership), State.PAUSED, by=by, reason=reason)


@action
def resume(*, membership: ActionGroupMembership, by: User | None) -> None:
    """Back after a pause or a quiet year."""
    membership = _lock(membership)
    if membership.state == State.APPLIED:
        raise RuleBroken("This is a request: decide on it.")
    move(membership, State.ACTIVE, by=by)


@action
def note_quiet(*, membership: ActionGroupMembership, by: User | None) -> None:
    """Nobody came for a year: the membership rests until they say that they are still with us, or come again."""
    membership = _lock(membership)
    move(membership, State.DORMANT, by=by, reason=QUIET)
    for user in _people(membership):
        post(
            event="groups/membership_quiet",
            key=f"membership_quiet:{membership.pk}:{user.pk}:{timezone.localdate()}",
            user=user,
            context={
                **_who(membership),
                "cag": membership.action_group.name,
                "cag_url": settings.SITE_URL + membership.action_group.get_absolute_url(),
            },
        )


@action
def admit_asked(*, organisation: Organisation, asked_by: User | None = None, by: User) -> None:
    """The organisation (or the person asking for it) was accepted: so is each request that leaves it to us."""
    rows = ActionGroupMembership.objects.filter(organisation=organisation)
    _approve_rest(rows.filter(applied_by=asked_by) if asked_by else rows, by=by)


@action
def refuse_asked(*, organisation: Organisation, asked_by: User | None = None, reason: str, by: User) -> None:
    """The organisation (or the person asking for it) was not accepted: nor is any of the requests."""
    rows = ActionGroupMembership.objects.waiting().filter(organisation=organisation)
    for membership in (rows.filter(applied_by=asked_by) if asked_by else rows).select_for_update():
        move(membership, State.REJECTED, by=by, reason=reason)


def _approve_rest(rows, *, by) -> list[ActionGroupMembership]:
    rows = rows.waiting().filter(action_group__asks_own_approval=False, action_group__state="active")
    approved = list(rows.select_related("action_group"))
    for membership in approved:
        move(membership, State.ACTIVE, by=by)
    return approved


def _end(membership: ActionGroupMembership, new: str, reason: str, *, by) -> None:
    if not reason.strip():
        raise RuleBroken("Give a reason: it is sent to the people concerned.")
    move(membership, new, by=by, reason=reason)
    for user in _people(membership):
        post(
            event="groups/membership_refused",
            key=f"membership_{new}:{membership.pk}:{user.pk}",
            user=user,
            context={
                **_who(membership),
                "cag": membership.action_group.name,
                "reason": reason.strip(),
                "removed": new == State.REMOVED,
                "cags_url": settings.SITE_URL + reverse("groups:action-group-list"),
            },
        )


def _lock(membership: ActionGroupMembership) -> ActionGroupMembership:
    return ActionGroupMembership.objects.select_for_update().get(pk=membership.pk)


def _who(membership: ActionGroupMembership) -> dict:
    return {"organisation": membership.organisation.name if membership.organisation else ""}


def _people(membership: ActionGroupMembership):
    return ActionGroupMembership.objects.filter(pk=membership.pk).people()
