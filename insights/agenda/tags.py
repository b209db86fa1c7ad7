"""Tags this room offers to any page: the issues behind an agenda, and the meetings to come that take an issue up."""

from django import template
from django.utils import timezone

from camk.questions import question
from insights.agenda.models import AgendaIssue
from insights.issues.beside import has_beside
from insights.issues.models import Issue
from meetings.meetings.models import Meeting

register = template.Library()


@register.simple_tag
def agenda_issues(agenda) -> dict:
    """The address of the released issue behind each of these parts, by the part's number; for everybody the same."""
    parts = [part.pk for part in agenda]
    if not parts:
        return {}
    return {row.part_id: row.issue.get_absolute_url() for row in _released_behind(parts=parts)}


@question
def _released_behind(*, parts):
    return AgendaIssue.objects.filter(part__in=parts, issue__in=Issue.objects.released()).select_related("issue")


@register.simple_tag
def issues_of_programme(user, meeting) -> dict:
    """For the staff page of a programme: the issue behind each part, by the part's number."""
    if not user.has_perm("insights.view_issue"):
        return {}
    return {row.part_id: row.issue for row in AgendaIssue.objects.at(meeting).select_related("issue")}


@register.inclusion_tag("insights/agenda/_of_issue.html")
def issue_on_agendas(issue) -> dict:
    """Where it will be talked about; only meetings everybody may know of."""
    is_there = has_beside(issue, "agenda")
    return {"meetings": _to_come(issue=issue.pk, now=timezone.now()) if is_there else []}


@question
def _to_come(*, issue, now):
    meetings = Meeting.objects.public().upcoming(now).exclude(state=Meeting.State.CANCELLED)
    return meetings.filter(agenda__raised__issue=issue).distinct().order_by("starts_at")
