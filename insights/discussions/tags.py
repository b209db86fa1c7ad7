"""Tags this room offers: an issue's steps with the meetings it was talked about at, and a meeting's issues."""

from django import template
from django.urls import reverse

from camk.questions import question
from insights.discussions.models import Discussion
from insights.issues.beside import has_beside
from insights.issues.models import Issue
from insights.issues.timeline import Entry

register = template.Library()


@register.simple_tag
def with_discussions(entries, issue) -> tuple[Entry, ...]:
    """The steps of an issue (components/timeline.html), and among them where it was talked about."""
    rows = _talked_about(issue=issue.pk) if has_beside(issue, "discussions") else []
    return tuple(sorted([*entries, *map(_entry, rows)], key=lambda entry: entry.date, reverse=True))


@question
def _talked_about(*, issue):
    return Discussion.objects.filter(issue=issue).shown().with_minutes()


def _entry(row: Discussion) -> Entry:
    meeting = row.meeting
    if row.has_minutes:
        url, label = reverse("meetings:minutes", args=[meeting.slug]), "Read the minutes"
    else:
        url, label = meeting.get_absolute_url(), "See the meeting"
    title = f"Talked about at {meeting.title}"
    return Entry(meeting.starts_at, title, url=url, url_label=label)


@register.inclusion_tag("insights/discussions/_of_meeting.html")
def meeting_issues(meeting) -> dict:
    """What was talked about there, in released wordings; the same for everybody."""
    return {"issues": _issues(meeting=meeting.pk)}


@question
def _issues(*, meeting):
    return Issue.objects.released().filter(discussions__meeting=meeting).order_by("reference")
