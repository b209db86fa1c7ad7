"""Who may say how an issue could be solved."""

from groups.organisations.permissions import is_cag_member
from insights.issues.models import Issue
from insights.issues.permissions import told_voices
from insights.issues.states import IssueState


def may_add_idea(user, issue: Issue) -> bool:
    """Members of a CAG, and the people behind it, while it is open and others can read its wording."""
    if not user.is_authenticated or issue.released_at is None or not issue.is_open:
        return False
    if issue.state == IssueState.SEALED:
        return False
    return is_cag_member(user) or told_voices(user, issue).exists()
