"""Inclusion tags this room offers to any page."""

from django import template

from groups.action_groups.models import ActionGroup
from insights.initiatives.models import Initiative

register = template.Library()


@register.inclusion_tag("insights/initiatives/_of_action_group.html")
def initiatives_of(user, action_group: ActionGroup) -> dict:
    """The initiatives a CAG stands behind; only a CAG by initiative is asked for them."""
    if action_group.focus != ActionGroup.Focus.INITIATIVE:
        return {"initiatives": []}
    return {"initiatives": Initiative.objects.visible_to(user).filter(action_group=action_group)}
