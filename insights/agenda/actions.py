"""An issue becomes part of a meeting's agenda in one step; the people behind it are told."""

from django.conf import settings

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.agenda.models import AgendaIssue
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue
from insights.issues.signals import Taken
from insights.issues.states import IssueState
from meetings.meetings.models import AgendaItem, Meeting
from meetings.programme.actions import add_part, remove_part, store_part

NEVER = (IssueState.SEALED, IssueState.WITHDRAWN, IssueState.JOINED)
ENDED_FOR_GOOD = (IssueState.SEALED, IssueState.WITHDRAWN)
# What of a part comes back beside its title when its issue turns out to be no matter of safeguarding.
KEPT = ("position", "minutes", "kind", "speaker_id", "led_by")


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
def let_go_of_words(*, issues, by) -> list[Taken]:
    """Words leave the portal: what agendas say of these issues is taken off. Returns what stood there."""
    found = []
    for row in AgendaIssue.objects.filter(issue__in=issues).select_related("part__meeting"):
        kept = {name: getattr(row.part, name) for name in KEPT}
        found.append(Taken.from_row(row.part, "title", issue=row.issue_id, meeting=row.part.meeting_id, part=kept))
        remove_part(part=row.part, by=by)
    return found


@action
def return_parts(*, taken: list[Taken], by) -> None:
    """It was no matter of safeguarding: the parts stand in their agendas again, in their place; nobody is told anew.

    Not where the meeting is gone, the issue is on its agenda again, or its people have taken it back.
    """
    label = AgendaItem._meta.label_lower
    for one in (one for one in taken if one.what == label):
        meeting = Meeting.objects.filter(pk=one.coded["meeting"]).first()
        issue = Issue.objects.exclude(state__in=ENDED_FOR_GOOD).filter(pk=one.coded["issue"]).first()
        if meeting is None or issue is None or AgendaIssue.objects.at(meeting).filter(issue=issue).exists():
            continue
        kept = dict(one.coded["part"])
        if not meeting.speakers.filter(pk=kept["speaker_id"]).exists():
            kept["speaker_id"] = None
        part = store_part(part=AgendaItem(meeting=meeting, title=one.words["title"], **kept), by=by)
        part.position = kept["position"]
        part.save(update_fields=["position"])
        AgendaIssue.objects.create(part=part, issue=issue)
        audit.record("issue.on_agenda_again", issue, by=by, meeting=meeting.pk)


def _tell(row: AgendaIssue, meeting: Meeting, *, by) -> None:
    tell_the_people(
        row.issue,
        "issue_on_agenda",
        key=f"{row.issue_id}:{meeting.pk}",
        by=by,
        meeting=meeting,
        page_url=settings.SITE_URL + meeting.get_absolute_url(),
    )
