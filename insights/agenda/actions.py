"""An issue becomes part of a meeting's agenda in one step; the people behind it are told."""

from django.conf import settings

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.agenda.models import AgendaIssue
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue
from insights.issues.states import IssueState
from meetings.meetings.models import Meeting
from meetings.programme.actions import add_part, remove_part

NEVER = (IssueState.SEALED, IssueState.WITHDRAWN, IssueState.JOINED)


@action
def put_on_agenda(*, issue: Issue, meeting: Meeting, title: str, by) -> AgendaIssue:
    """The issue, in words our office wrote, becomes the last part of a meeting to come."""
    issue = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if issue.state in NEVER:
        raise RuleBroken("This issue is not talked about in meetings.")
    if AgendaIssue.objects.at(meeting).filter(issue=issue).exists():
        raise RuleBroken("It is on the agenda of this meeting already.")
    row = AgendaIssue.objects.create(part=add_part(meeting=meeting, title=title, by=by), issue=issue)
    audit.record("issue.on_agenda", issue, by=by, meeting=meeting.pk)
    if meeting.is_public:
        _tell(row, meeting, by=by)
    return row


@action
def tell_now_public(*, meeting: Meeting, by) -> None:
    """The meeting is published: the people behind the issues on its agenda are told where they are talked about."""
    for row in AgendaIssue.objects.at(meeting).select_related("issue"):
        if row.issue.state not in NEVER:
            _tell(row, meeting, by=by)


@action
def let_go_of_words(*, issues, by) -> list[str]:
    """Words leave the portal: what agendas say of these issues is taken off. Returns what stood there."""
    found = []
    for row in AgendaIssue.objects.filter(issue__in=issues).select_related("part__meeting"):
        found.append(row.part.title)
        remove_part(part=row.part, by=by)
    return found


def _tell(row: AgendaIssue, meeting: Meeting, *, by) -> None:
    tell_the_people(
        row.issue,
        "issue_on_agenda",
        key=f"{row.issue_id}:{meeting.pk}",
        by=by,
        meeting=meeting,
        page_url=settings.SITE_URL + meeting.get_absolute_url(),
    )
