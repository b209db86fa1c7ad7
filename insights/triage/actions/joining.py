"""Two issues seen to be one: the voices move to the lead, nothing is lost, and it can be undone."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions.moves import lock, note_move, recount, walk
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue, Join, Voice
from insights.issues.states import IssueState


def _family(issue: Issue) -> list[int]:
    """Numbers of `issue` and of all that are joined to it, directly or through another."""
    found, look = {issue.pk}, [issue.pk]
    while look:
        look = [pk for pk in Issue.objects.filter(joined_to__in=look).values_list("pk", flat=True) if pk not in found]
        found.update(look)
    return list(found)


@action
def join(*, issue: Issue, lead: Issue, words: str = "", by: User) -> Join:
    """Make `issue` part of `lead`: its voices stand under the lead from now on; its people are told.

    Somebody who already said "us too" to the lead keeps that voice, and their other one stays where it was, so
    that nobody counts twice.
    """
    for row in sorted((issue, lead), key=lambda each: each.pk):
        lock(row)
    if lead.pk == issue.pk:
        raise RuleBroken("An issue cannot be joined to itself.")
    if lead.joined_to_id or lead.state in (IssueState.SEALED, IssueState.WITHDRAWN):
        raise RuleBroken(f"{lead.reference} does not stand in its own right. Choose the issue it is part of.")
    before = issue.state
    move = walk(issue, IssueState.JOINED, by=by, words=words)
    row = Join.objects.create(lead=lead, joined=issue, by=by, state_before=before)
    issue.joined_to = lead
    issue.save(update_fields=["joined_to"])
    there = Voice.objects.standing().filter(issue=lead, is_us_too=True, user__isnull=False).values("user")
    doubles = Voice.objects.filter(issue=issue, is_us_too=True, user__in=there)
    Voice.objects.filter(issue=issue).exclude(pk__in=list(doubles.values_list("pk", flat=True))).update(issue=lead)
    recount(issue)
    recount(lead)
    audit.record("issue.joined", issue, by=by, lead=lead, voices=lead.voice_count)
    tell_the_people(lead, "issue_joined", key=str(move.pk), by=by, among=_family(issue))
    return row


@action
def undo_join(*, issue: Issue, by: User) -> None:
    """They are not the same after all: the voices that came with `issue` go back, and so does its state."""
    lock(issue)
    row = Join.objects.select_for_update().filter(joined=issue, undone_at__isnull=True).first()
    if row is None:
        raise RuleBroken("This issue is not joined to another.")
    now = timezone.now()
    lead = lock(Issue.objects.get(pk=row.lead_id))
    Voice.objects.filter(issue=_root(lead), first_issue__in=_family(issue)).update(issue=issue)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    issue.joined_to = None
    issue.save(update_fields=["joined_to"])
    # Not a step forward but one taken back, so the table of moves is not asked.
    move = note_move(issue=issue, new=row.state_before, by=by, words="", at=now)
    recount(issue)
    recount(_root(lead))
    audit.record("issue.join_undone", issue, by=by, lead=lead)
    tell_the_people(issue, "issue_moved", key=str(move.pk), by=by)


def _root(issue: Issue) -> Issue:
    """The issue that stands in its own right at the end of the joins."""
    while issue.joined_to_id:
        issue = Issue.objects.get(pk=issue.joined_to_id)
    return issue
