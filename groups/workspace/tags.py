"""Inclusion tags this room offers to any page."""

from django import template

from groups.workspace.models import Announcement, Resource

register = template.Library()
SHOWN = 5


@register.inclusion_tag("groups/workspace/_public.html")
def public_from_action_group(action_group) -> dict:
    """What a CAG shares with everybody: its public announcements and resources, the newest of each."""
    news = Announcement.objects.sent().filter(action_groups=action_group, is_public=True)
    resources = Resource.objects.public().filter(action_group=action_group)
    return {"announcements": list(news[:SHOWN]), "resources": list(resources[:SHOWN])}
