"""Inclusion tags this room offers to any page."""

from django import template
from django.utils import timezone

from camk.lately import lately
from insights.surveys.models import Survey

register = template.Library()


@lately
def _running() -> list[Survey]:
    return list(Survey.objects.open(timezone.localdate())[:2])


@register.inclusion_tag("insights/surveys/_open.html")
def open_surveys() -> dict:
    """What can be answered now; the same for everybody."""
    return {"surveys": [survey for survey in _running() if survey.is_open]}
