"""Inclusion tags this room offers to any page."""

from django import template

from insights.stories.models import Story

register = template.Library()


@register.inclusion_tag("insights/stories/_what_changed.html")
def what_changed(user, number: int = 2) -> dict:
    """The newest stories as pairs of what was said and what changed; published ones only, whoever looks."""
    return {"stories": Story.objects.published()[:number], "user": user}
