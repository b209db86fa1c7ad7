"""Who may do what with an issue: predicates on the rows of today."""

from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState


def may_triage(user) -> bool:
    """Staff who look at, sort and answer what people tell us."""
    return user.is_authenticated and user.is_active and user.has_perm("insights.change_issue")


def told_voices(user, issue: Issue):
    """The voices of this person, or of an organisation they act for, behind `issue`."""
    if not user.is_authenticated:
        return Voice.objects.none()
    return Voice.objects.standing().unsealed().told_by(user).of_issue(issue)


def may_say_us_too(issue: Issue) -> bool:
    """Others may add their voice to a released wording that stands in its own right."""
    shut = (IssueState.SEALED, IssueState.WITHDRAWN, IssueState.JOINED)
    return issue.released_at is not None and issue.state not in shut


def may_answer(voices, issue: Issue) -> bool:
    """People behind an issue answer the question we asked them."""
    return issue.state == IssueState.NEEDS_INFORMATION and bool(voices)


def may_confirm(voices, issue: Issue) -> bool:
    """People behind an issue say whether what was promised was really done."""
    return issue.state == IssueState.THEY_SAY_DONE and bool(voices)
