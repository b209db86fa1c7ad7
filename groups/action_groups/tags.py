"""Inclusion tags this room offers to any page."""

from django import template

from groups.action_groups.models import ActionGroup, ActionGroupMembership

register = template.Library()


@register.inclusion_tag("groups/action_groups/_my_action_groups.html")
def my_action_groups(user) -> dict:
    """The CAGs this person is in or asked to join, for organisations and alone."""
    if not user.is_authenticated:
        return {"memberships": []}
    rows = ActionGroupMembership.objects.filter(
        state__in=ActionGroupMembership.LIVE, action_group__in=ActionGroup.objects.running_or_paused()
    )
    rows = rows.of(user).select_related("action_group", "organisation").order_by("action_group__name", "pk")
    return {"memberships": rows}
