"""Makers of CAGs and memberships for tests."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from groups.action_groups.models import ActionGroup, ActionGroupMembership
from tests.guard import factory

_number = count(1)


@factory
def make_action_group(**changes):
    """A running CAG by area."""
    name = changes.pop("name", None) or f"Action Group {next(_number)}"
    values = {"name": name, "slug": slugify(name), "focus": "area", "purpose": f"Why {name} is there."}
    themes = changes.pop("themes", [])
    action_group = ActionGroup.objects.create(**values | changes)
    action_group.themes.set(themes)
    return action_group


@factory
def make_membership(*, action_group, **changes):
    """An active membership of an organisation (or `user`)."""
    values = {"state": "active", "decided_at": timezone.now()}
    return ActionGroupMembership.objects.create(action_group=action_group, **values | changes)
