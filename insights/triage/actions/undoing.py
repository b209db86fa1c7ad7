"""Taking back the decision one has just made, while nobody has been told of it yet."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import withdraw
from camk.outbox.actions.bundling import TOGETHER, release
from camk.outbox.models import OutboundMail
from insights.issues.actions.listing import stage_again
from insights.issues.actions.moves import STEPS, lock
from insights.issues.clock import next_due
from insights.issues.models import Issue, IssueMove
from insights.issues.states import CLOSED, IssueState
from insights.triage.actions.saying import keep_note
from insights.triage.models import IssueCheck, Parking

S = IssueState
# Decisions of which the news waits. A question goes at once; a joining and a split have a way back of their own.
CAN_GO_BACK = (S.ANSWERED, S.DECLINED, S.REDIRECTED, S.ACCEPTED, S.PARKED, S.CLOSED, S.REOPENED)


def last_decision(issue: Issue, by: User) -> IssueMove | None:
    """The decision that this person may still take back; None when it is too late, or was not theirs."""
    last = issue.moves.order_by("-pk").first()
    if last is None or last.by_id != by.pk or last.new_state != issue.state or last.old_state == last.new_state:
        return None
    lately = last.at > timezone.now() - TOGETHER
    return last if lately and last.new_state in CAN_GO_BACK and last.old_state else None


def waiting(move: IssueMove) -> int:
    """How many mails about this decision wait to go."""
    return _mails(move).filter(state__in=[OutboundMail.State.QUEUED, OutboundMail.State.BUNDLED]).count()


@action
def undo_decision(*, issue: Issue, by: User) -> None:
    """Bring the issue back to where it stood; the mails that wait do not go, and its words stay as a note for staff.

    Raises RuleBroken when it is too late: somebody was told, a quarter of an hour has passed, or more happened since.
    The audit trail keeps the decision and that it was taken back.
    """
    lock(issue)
    move = last_decision(issue, by)
    if move is None:
        raise RuleBroken("It is too late to take this back. Make a new decision and say what has changed.")
    release(keys_start=_key(move))
    mails = list(_mails(move).select_for_update().values_list("state", flat=True))
    if set(mails) - {OutboundMail.State.QUEUED, OutboundMail.State.DROPPED} or move.told_by_hand.exists():
        raise RuleBroken("Somebody has been told already. Make a new decision and say what has changed.")
    withdraw(keys_start=_key(move))
    if move.words:
        keep_note(issue, f"Taken back (“{move.get_new_state_display()}”): {move.words}", by=by)
    at, old, new = move.at, move.old_state, move.new_state
    move.delete()
    _stand_as_before(issue, old=old, new=new, at=at)
    audit.record("issue.decision_undone", issue, by=by, old=new, new=old, mails=len(mails))


def _stand_as_before(issue: Issue, *, old: str, new: str, at) -> None:
    before = list(issue.moves.order_by("at", "pk"))
    issue.state, issue.state_changed_at = old, before[-1].at if before else issue.created_at
    issue.ended_at = issue.state_changed_at if old in CLOSED else None
    for name in ("decided_at", "first_answered_at"):
        if getattr(issue, name) == at:
            setattr(issue, name, None)
    issue.reopened_count -= new == S.REOPENED
    issue.due_on = None
    for step in before:
        if step.new_state != step.old_state or step.new_state == S.SUBMITTED:
            told_at, due = issue.created_at, issue.due_on
            issue.due_on = next_due(old=step.old_state, new=step.new_state, at=step.at, told_at=told_at, due=due)
    fields = ["state", "state_changed_at", "reopened_count", "due_on", *STEPS]
    if new == S.ANSWERED:
        issue.public_answer = next((step.words for step in reversed(before) if step.new_state == S.ANSWERED), "")
        fields.append("public_answer")
    issue.save(update_fields=fields)
    stage_again(issue, old=new)
    IssueCheck.objects.filter(issue=issue, item=IssueCheck.Item.TOLD, at__gte=at).delete()
    Parking.objects.live().filter(issue=issue, at__gte=at).delete()
    if old == S.PARKED:
        Parking.objects.filter(issue=issue, ended_at__gte=at).update(ended_at=None)


def _key(move: IssueMove) -> str:
    return f"issue_moved:{move.pk}:"


def _mails(move: IssueMove):
    return OutboundMail.objects.filter(key__startswith=_key(move))
