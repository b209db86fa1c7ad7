"""The one way an issue changes its state: checked against the table, written down, audited."""

from django.utils import timezone

from camk import audit
from camk.states import check_move
from insights.issues.actions.listing import stage_again
from insights.issues.clock import next_due
from insights.issues.models import Issue, IssueMove
from insights.issues.states import CLOSED, HAS_ANSWER, MOVES, QUEUE, IssueState

LABELS = dict(IssueState.choices)
STEPS = ("first_looked_at", "decided_at", "first_answered_at", "ended_at")


def lock(issue: Issue) -> Issue:
    """Hold the row until the action ends, and bring `issue` up to date."""
    fresh = Issue.objects.select_for_update().get(pk=issue.pk)
    for name in ("state", "joined_to_id", "released_at", "lead_wording", *STEPS):
        setattr(issue, name, getattr(fresh, name))
    issue.voice_count, issue.reopened_count, issue.due_on = fresh.voice_count, fresh.reopened_count, fresh.due_on
    return issue


def walk(issue: Issue, *states: str, by, words: str = "") -> IssueMove:
    """Move `issue` through `states` at one moment; `words` belong to the last. Call inside an action."""
    lock(issue)
    now = timezone.now()
    for new in states:
        check_move(MOVES, issue.state, new, LABELS)
        said = words.strip() if new == states[-1] else ""
        row = note_move(issue=issue, new=new, by=by, words=said, at=now)
    return row


def note_move(*, issue: Issue, new: str, by, words: str, at) -> IssueMove:
    """Write one step down, whatever the table says: an undone step, or news that changes no state."""
    old, issue.state, issue.state_changed_at = issue.state, new, at
    if old in QUEUE and new not in QUEUE and issue.decided_at is None:
        issue.decided_at = at
    if new in HAS_ANSWER and issue.first_answered_at is None:
        issue.first_answered_at = at
    if new != old:
        issue.ended_at = at if new in CLOSED else None
    if new != old or new == IssueState.SUBMITTED:
        issue.due_on = next_due(old=old, new=new, at=at, told_at=issue.created_at, due=issue.due_on)
    issue.reopened_count += new == IssueState.REOPENED and old != new
    issue.save(update_fields=["state", "state_changed_at", "reopened_count", "due_on", *STEPS])
    stage_again(issue, old=old)
    audit.record("issue.moved", issue, by=by, old=old, new=new, words_length=len(words))
    person = by if by is not None and by.pk else None
    return IssueMove.objects.create(issue=issue, old_state=old, new_state=new, at=at, by=person, words=words)


def recount(issue: Issue) -> None:
    """Count the voices that stand under `issue`."""
    issue.voice_count = issue.voices.standing().count()
    issue.save(update_fields=["voice_count"])
