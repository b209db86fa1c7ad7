"""Staff note what was talked about at a meeting; once its record is shown, the people behind it are told."""

from django.conf import settings

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from insights.agenda.actions import NEVER
from insights.discussions.models import Discussion
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue
from insights.issues.signals import Taken
from meetings.meetings.models import Meeting


@action
def note_discussed(*, meeting: Meeting, issues: list[Issue], by) -> None:
    """These issues, and no others, were talked about there."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state != Meeting.State.PUBLISHED or not meeting.has_begun:
        raise RuleBroken("It has not taken place yet.")
    if closed := next((issue for issue in issues if issue.state in NEVER), None):
        raise RuleBroken(f"{closed.reference} is not talked about in meetings.")
    wanted = {issue.pk for issue in issues}
    before = set(Discussion.objects.filter(meeting=meeting).values_list("issue", flat=True))
    Discussion.objects.filter(meeting=meeting, issue__in=before - wanted).delete()
    Discussion.objects.bulk_create(Discussion(meeting=meeting, issue_id=pk, by=by) for pk in sorted(wanted - before))
    audit.record("meeting.issues_discussed", meeting, by=by, issues=sorted(wanted))
    if meeting.notes_published_at:
        tell_of_record(meeting=meeting, by=by)


@action
def tell_of_record(*, meeting: Meeting, by) -> int:
    """The people behind each issue that was talked about there are told of it once; returns how many mails.

    They are news of issues: what somebody hears of several goes as one mail.
    """
    rows = Discussion.objects.filter(meeting=meeting).exclude(issue__state__in=NEVER).select_related("issue")
    return sum(
        tell_the_people(
            row.issue,
            "issue_discussed",
            key=f"{meeting.pk}:{row.issue_id}",
            by=by,
            meeting=meeting,
            note=f"It was at “{meeting.title}”.",
            page_url=settings.SITE_URL + meeting.get_absolute_url(),
        )
        for row in rows.order_by("issue__reference")
    )


@action
def forget_discussions(*, issues, by) -> list[Taken]:
    """What was sealed was never talked about in a meeting, as far as anybody reads."""
    rows = Discussion.objects.filter(issue__in=issues)
    found = [Taken.from_row(row, issue=row.issue_id, meeting=row.meeting_id) for row in rows]
    rows.delete()
    return found


@action
def remember_discussions(*, taken: list[Taken], by) -> None:
    """It was no matter of safeguarding: it stands again where it was talked about."""
    label = Discussion._meta.label_lower
    for was in (one.coded for one in taken if one.what == label):
        if Meeting.objects.filter(pk=was["meeting"]).exists():
            Discussion.objects.get_or_create(issue_id=was["issue"], meeting_id=was["meeting"], defaults={"by": by})
