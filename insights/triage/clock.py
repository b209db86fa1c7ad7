"""When the next step is due, said in words."""

from django.utils import timezone

from camk.hours import working_days
from camk.templatetags.ui import count, plaindate
from insights.issues.models import Issue
from insights.triage.queues import FIRST_LOOK

SOON = 6  # days ahead within which the name of the day is enough


def due_words(issue: Issue) -> str:
    """ "First look due Friday", "Decision was due 3 November 2026, 4 working days ago"; empty when nothing is due."""
    if issue.due_on is None:
        return ""
    what = "First look" if issue.state in FIRST_LOOK else "Decision"
    today = timezone.localdate()
    if issue.due_on < today:
        late = working_days(issue.due_on, today)
        ago = f", {count(late, 'working day,working days')} ago" if late else ""
        return f"{what} was due {plaindate(issue.due_on)}{ago}"
    if issue.due_on == today:
        return f"{what} due today"
    ahead = (issue.due_on - today).days
    return f"{what} due {issue.due_on:%A}" if ahead <= SOON else f"{what} due {plaindate(issue.due_on)}"


def is_overdue(issue: Issue) -> bool:
    return issue.due_on is not None and issue.due_on < timezone.localdate()
