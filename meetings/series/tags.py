"""The tag this room offers to a meeting's page: the series it belongs to."""

from django import template

from camk.questions import question
from meetings.series.models import Series

register = template.Library()


@register.inclusion_tag("meetings/series/_of_meeting.html")
def series_of(meeting) -> dict:
    """How often it comes, and the way to its other dates; nothing for a meeting that stands alone."""
    found = _series(meeting=meeting.pk)
    return {"series": found[0] if found else None}


@question
def _series(*, meeting):
    return Series.objects.filter(occurrences__meeting=meeting)
