"""A Collaborative Action Group itself: started, changed with its history kept, paused, closed."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.addresses import free_slug, remember_address
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move
from groups.action_groups.actions.joining import move
from groups.action_groups.actions.leading import end_lead
from groups.action_groups.models import ActionGroup, ActionGroupChange, ActionGroupMembership

State = ActionGroup.State
RESERVED = ("history",)  # addresses beside those of the CAGs
KEPT = ("name", "focus", "purpose", "state")


@action
def save_action_group(*, action_group: ActionGroup, themes=None, reason: str = "", by: User) -> None:
    """Store a new or changed CAG; what it was called, was for and focused on before stays readable.

    `reason` says on its page why it changed.
    """
    before = ActionGroup.objects.select_for_update().filter(pk=action_group.pk).first()
    if before is None or before.name != action_group.name:
        name = f"{action_group.name} CAG" if slugify(action_group.name) in RESERVED else action_group.name
        action_group.slug = free_slug(ActionGroup, name, keep_pk=action_group.pk)
    if before is not None:
        action_group.state = before.state  # moves by its own steps
        keep_history(before, action_group, reason=reason, by=by)
    action_group.save()
    if before is not None:
        remember_address(action_group, before.slug)
    if themes is not None:
        action_group.themes.set(themes)
    audit.record("cag.changed" if before else "cag.started", action_group, by=by, focus=action_group.focus)


@action
def change_state(*, action_group: ActionGroup, state: str, reason: str = "", by: User | None) -> None:
    """Start, pause, close or reopen the CAG; closing ends all memberships and leads, and its people are told."""
    action_group = ActionGroup.objects.select_for_update().get(pk=action_group.pk)
    if state == State.MERGED:
        raise RuleBroken("Choose the CAG that it becomes part of.")
    check_move(ActionGroup.MOVES, action_group.state, state, dict(State.choices))
    before = ActionGroup.objects.get(pk=action_group.pk)
    action_group.state = state
    action_group.closed_at = timezone.now() if state == State.CLOSED else None
    action_group.save(update_fields=["state", "closed_at"])
    keep_history(before, action_group, reason=reason, by=by)
    audit.record("cag.moved", action_group, by=by, old=before.state, new=state)
    if state == State.CLOSED:
        _end_all(action_group, reason, by=by)


def _end_all(action_group: ActionGroup, reason: str, *, by) -> None:
    tell(
        action_group=action_group,
        event="groups/cag_closed",
        context={"reason": reason.strip(), "cags_url": settings.SITE_URL + reverse("groups:action-group-list")},
    )
    for lead in action_group.leads.filter(ended_on=None):
        end_lead(lead=lead, by=by)
    for membership in action_group.memberships.live().select_for_update():
        asked = membership.state == ActionGroupMembership.State.APPLIED
        new = ActionGroupMembership.State.REJECTED if asked else ActionGroupMembership.State.ENDED
        move(membership, new, by=by, reason=reason.strip() or "The CAG closed.")


def tell(*, action_group: ActionGroup, event: str, context: dict) -> None:
    """One mail to everybody in the CAG, asking to be or following it. Call inside an action, before rows end."""
    followers = User.objects.filter(action_group_watches__action_group=action_group, is_active=True)
    people = {user.pk: user for user in (*action_group.memberships.live().people(), *followers)}
    for user in people.values():
        key = f"{event.split('/')[1]}:{action_group.pk}:{user.pk}:{timezone.now():%Y%m%d%H%M}"
        post(event=event, key=key, user=user, context={"cag": action_group.name, **context})


def keep_history(before: ActionGroup, after: ActionGroup, *, reason: str = "", by) -> None:
    """What it was until now, when any of it changes. Call inside an action."""
    if any(getattr(before, name) != getattr(after, name) for name in KEPT):
        kept = {name: getattr(before, name) for name in KEPT}
        writer = by if by and by.pk else None
        ActionGroupChange.objects.create(action_group=before, by=writer, reason=reason.strip()[:250], **kept)
