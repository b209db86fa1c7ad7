"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from camk.questions import question
from insights.stories.models import Story

register = template.Library()


@register.inclusion_tag("insights/stories/_what_changed.html")
def what_changed(user, number: int = 2) -> dict:
    """The newest stories as pairs of what was said and what changed; published ones only, whoever looks."""
    return {"stories": _newest(number, now=timezone.now()), "user": user}


@question
def _newest(number, /, *, now):
    return Story.objects.published(now).what_changed()[:number]
