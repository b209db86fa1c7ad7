"""A Collaborative Action Group itself: started, changed with its history kept, paused, closed, led."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug, remember_address
from camk.errors import RuleBroken
from groups.action_groups.actions.joining import move
from groups.action_groups.models import ActionGroup, ActionGroupChange, ActionGroupLead, ActionGroupMembership

State = ActionGroup.State
KEPT = ("name", "focus", "purpose", "state")
MOVES = {
    State.DRAFT: (State.ACTIVE, State.CLOSED),
    State.ACTIVE: (State.PAUSED, State.CLOSED),
    State.PAUSED: (State.ACTIVE, State.CLOSED),
    State.CLOSED: (State.ACTIVE,),
}


@action
def save_action_group(*, action_group: ActionGroup, themes=None, by: User) -> None:
    """Store a new or changed CAG; what it was called, was for and focused on before stays readable."""
    before = ActionGroup.objects.select_for_update().filter(pk=action_group.pk).first()
    if before is None or before.name != action_group.name:
        action_group.slug = free_slug(ActionGroup, action_group.name, keep_pk=action_group.pk)
    if before is not None:
        action_group.state = before.state  # moves by its own steps
        _keep_history(before, action_group, by=by)
    action_group.save()
    if before is not None:
        remember_address(action_group, before.slug)
    if themes is not None:
        action_group.themes.set(themes)
    audit.record("cag.changed" if before else "cag.started", action_group, by=by, focus=action_group.focus)


@action
def change_state(*, action_group: ActionGroup, state: str, by: User) -> None:
    """Start, pause, close or reopen the CAG; closing ends every membership in it."""
    action_group = ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    if state not in MOVES[action_group.state]:
        raise RuleBroken(
            f"This CAG is “{action_group.get_state_display()}”; it cannot become “{State(state).label}”."
        )
    before = ActionGroup.objects.get(pk=action_group.pk)
    action_group.state = state
    action_group.closed_at = timezone.now() if state == State.CLOSED else None
    action_group.save(update_fields=["state", "closed_at"])
    _keep_history(before, action_group, by=by)
    audit.record("cag.moved", action_group, by=by, old=before.state, new=state)
    if state == State.CLOSED:
        _end_memberships(action_group, by=by)


def _end_memberships(action_group: ActionGroup, *, by) -> None:
    live = action_group.memberships.filter(state__in=ActionGroupMembership.LIVE)
    for membership in live.select_for_update():
        asked = membership.state == ActionGroupMembership.State.APPLIED
        new = ActionGroupMembership.State.REJECTED if asked else ActionGroupMembership.State.ENDED
        move(membership, new, by=by, reason="The CAG closed.")


@action
def add_lead(*, action_group: ActionGroup, user: User, by: User) -> None:
    """A participant leads the CAG from today."""
    if not ActionGroup.objects.of(user).filter(pk=action_group.pk).exists():
        raise RuleBroken(f"{user} is not in this CAG, so cannot lead it.")
    lead, made = ActionGroupLead.objects.get_or_create(action_group=action_group, user=user, ended_on=None)
    if made:
        audit.record("cag.lead_added", action_group, by=by, user=user.pk, lead=lead.pk)


@action
def end_lead(*, lead: ActionGroupLead, by: User) -> None:
    """The participant leads no longer."""
    lead.ended_on = timezone.localdate()
    lead.save(update_fields=["ended_on"])
    audit.record("cag.lead_ended", lead.action_group, by=by, user=lead.user_id, lead=lead.pk)


def _keep_history(before: ActionGroup, after: ActionGroup, *, by) -> None:
    if any(getattr(before, name) != getattr(after, name) for name in KEPT):
        kept = {name: getattr(before, name) for name in KEPT}
        ActionGroupChange.objects.create(action_group=before, by=by if by and by.pk else None, **kept)
