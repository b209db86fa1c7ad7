"""Inclusion tags this room offers to any page."""

from django import template

from camk.questions import question
from groups.action_groups.models import ActionGroup, ActionGroupMembership

register = template.Library()


@register.inclusion_tag("groups/action_groups/_my_action_groups.html")
def my_action_groups(user) -> dict:
    """The CAGs this person is in or asked to join, for organisations and alone."""
    return {"memberships": _memberships_of(user=user.pk) if user.is_authenticated else []}


@question
def _memberships_of(*, user):
    rows = ActionGroupMembership.objects.filter(
        state__in=ActionGroupMembership.LIVE, action_group__in=ActionGroup.objects.running_or_paused()
    )
    return rows.of(user).select_related("action_group", "organisation").order_by("action_group__name", "pk")
