"""Hearing about a CAG without being in it."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup, ActionGroupWatch


@action
def watch(*, action_group: ActionGroup, user: User, by: User) -> None:
    """Tell this person about the CAG from now on; asked twice, it is one row."""
    if action_group.state == ActionGroup.State.CLOSED:
        raise RuleBroken(f"{action_group} is closed, so there is nothing new to hear.")
    _, made = ActionGroupWatch.objects.get_or_create(action_group=action_group, user=user)
    if made:
        audit.record("cag.watched", action_group, by=by, user=user.pk)


@action
def unwatch(*, action_group: ActionGroup, user: User, by: User) -> None:
    """Tell this person no more."""
    if ActionGroupWatch.objects.filter(action_group=action_group, user=user).delete()[0]:
        audit.record("cag.unwatched", action_group, by=by, user=user.pk)
