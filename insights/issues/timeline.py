"""What happened to an issue, told for whoever is looking."""

from insights.issues.models import Issue
from insights.issues.states import PUBLIC_WORDS, IssueState


def timeline(issue: Issue, *, insider: bool) -> list[dict]:
    """Steps newest first, as components/timeline.html takes them.

    Everybody reads dates and states; insiders (the people behind it and staff) also the question asked, the
    answer given and the reasons of the raiser. Of several steps at one moment only the last is told.
    """
    moments = {}
    for move in issue.moves.all():
        moments.setdefault(move.at, []).append(move)
    entries = []
    for at, moves in moments.items():
        last = moves[-1]
        answered = last.old_state == IssueState.NEEDS_INFORMATION
        words = last.words if insider or (last.new_state in PUBLIC_WORDS and not answered) else ""
        entries.append({"date": at, "title": last.get_new_state_display(), "body": words})
    return entries[::-1]
