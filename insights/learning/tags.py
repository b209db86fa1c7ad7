"""Inclusion tags this room offers to any page."""

from django import template

from insights.learning.models import LearningNote
from insights.learning.permissions import may_write_learning

register = template.Library()


@register.inclusion_tag("insights/learning/_newest.html")
def newest_learning(user, action_group) -> dict:
    """The newest note that is shared, and for leads and staff the way to write one."""
    shared = LearningNote.objects.shared().filter(action_group=action_group)
    return {
        "note": shared.select_related("action_group").first(),
        "action_group": action_group,
        "may_write": may_write_learning(user, action_group),
    }
