"""Makers of CAGs and memberships for tests."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from groups.action_groups.models import (
    ActionGroup,
    ActionGroupLead,
    ActionGroupMembership,
    ActionGroupProposal,
    ActionGroupQuestion,
)
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
    now = changes.get("applied_at") or timezone.now()
    values = {"state": "active", "applied_at": now, "decided_at": now}
    return ActionGroupMembership.objects.create(action_group=action_group, **values | changes)


@factory
def make_lead(*, action_group, user, **changes):
    """Somebody who leads a CAG now."""
    return ActionGroupLead.objects.create(action_group=action_group, user=user, **changes)


@factory
def make_proposal(*, action_group, proposed_by, **changes):
    """A meeting that a member proposes."""
    values = {"kind": "meeting", "title": "A winter lunch", "words": "In January."}
    return ActionGroupProposal.objects.create(action_group=action_group, proposed_by=proposed_by, **values | changes)


@factory
def make_question(*, action_group, **changes):
    """How a CAG could run better, from nobody in particular."""
    values = {"kind": "better", "words": "Meet in the evening."}
    return ActionGroupQuestion.objects.create(action_group=action_group, **values | changes)
