"""Two issues seen to be one: the voices move to the lead, nothing is lost, and it can be undone."""

from django.db.models import Q
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions import people_behind
from insights.issues.actions.listing import list_again
from insights.issues.actions.moves import lock, note_move, recount
from insights.issues.actions.voices import end_without_voice
from insights.issues.models import Issue, Join, Voice
from insights.issues.states import IssueState
from insights.triage.actions.desk import tell_apart
from insights.triage.actions.saying import TOLD, How, step, tell, tick, way_to
from insights.triage.models import IssueCheck, JoinObjection, NotTheSame


def family(issue: Issue) -> list[int]:
    """Numbers of `issue` and of all that are joined to it, directly or through another."""
    found, look = {issue.pk}, [issue.pk]
    while look:
        look = [pk for pk in Issue.objects.filter(joined_to__in=look).values_list("pk", flat=True) if pk not in found]
        found.update(look)
    return list(found)


def told_of_joining(issue: Issue) -> dict:
    """Who hears that it is joined, each with the issue they know it by: read before the voices move."""
    relatives = set(family(issue))
    return {person: known for person, known in people_behind(issue).items() if known.pk in relatives}


@action
def join(*, issue: Issue, lead: Issue, words: str = "", how: How = TOLD, by: User) -> Join:
    """Make `issue` part of `lead`: its voices stand under the lead from now on; its people are told.

    Somebody who already said "us too" to the lead keeps that voice, and their other one stays where it was, so
    that nobody counts twice. That the two were once told apart is forgotten: staff have looked again.
    """
    for row in sorted((issue, lead), key=lambda each: each.pk):
        lock(row)
    if lead.pk == issue.pk:
        raise RuleBroken("An issue cannot be joined to itself.")
    if lead.joined_to_id or lead.state in (IssueState.SEALED, IssueState.WITHDRAWN):
        raise RuleBroken(f"{lead.reference} does not stand in its own right. Choose the issue it is part of.")
    before = (issue.state, *way_to(issue.state, IssueState.JOINED))[-2]
    move = step(issue=issue, new=IssueState.JOINED, words=words, how=how, by=by)
    people = told_of_joining(issue)
    doubles = list(doubled(issue, lead).values_list("pk", flat=True))
    moved = list(Voice.objects.filter(issue=issue).exclude(pk__in=doubles).values_list("pk", flat=True))
    row = Join.objects.create(lead=lead, joined=issue, by=by, state_before=before, moved=moved)
    issue.joined_to = lead
    issue.save(update_fields=["joined_to"])
    list_again([issue])
    Voice.objects.filter(pk__in=moved).update(issue=lead)
    recount(issue)
    recount(lead)
    one, other = sorted((issue.pk, lead.pk))
    NotTheSame.objects.filter(one=one, other=other).delete()
    tick(issue, IssueCheck.Item.MERGED, by=by)
    audit.record("issue.joined", issue, by=by, lead=lead, voices=lead.voice_count)
    tell(issue=issue, event="issue_joined", move=move, how=how, by=by, about=lead, people=people)
    return row


def doubled(issue: Issue, lead: Issue):
    """Voices of `issue` by people who said "us too" to `lead` as well: they stay behind."""
    there = Voice.objects.standing().filter(issue=lead, is_us_too=True, user__isnull=False).values("user")
    return Voice.objects.filter(issue=issue, is_us_too=True, user__in=there)


@action
def undo_join(*, issue: Issue, by: User) -> None:
    """They are not the same after all: the voices that came with `issue` go back, and so does its state.

    It stays so: the two are never suggested for each other again. Objections to the joining are settled by it.
    """
    lock(issue)
    row = Join.objects.select_for_update().filter(joined=issue, undone_at__isnull=True).first()
    if row is None:
        raise RuleBroken("This issue is not joined to another.")
    if issue.state == IssueState.SEALED:
        raise RuleBroken("This is sealed. It stays joined until the safeguarding lead has put it back.")
    now = timezone.now()
    lead = lock(Issue.objects.get(pk=row.lead_id))
    came = Q(pk__in=row.moved) if row.moved else Q(first_issue__in=family(issue))  # older joins kept no numbers
    Voice.objects.filter(came, issue=_root(lead)).update(issue=issue)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    issue.joined_to = None
    issue.save(update_fields=["joined_to"])
    # Not a step forward but one taken back, so the table of moves is not asked.
    move = note_move(issue=issue, new=row.state_before, by=by, words="", at=now)
    list_again([issue])
    for left in (issue, _root(lead)):
        recount(left)
        end_without_voice(left, by=by)  # its own people may have taken their words back meanwhile
    tell_apart(issue=issue, other=lead, by=by)
    JoinObjection.objects.filter(join=row).end_apart(by=by, now=now)
    audit.record("issue.join_undone", issue, by=by, lead=lead)
    tell(issue=issue, event="issue_apart", move=move, how=TOLD, by=by)


def _root(issue: Issue) -> Issue:
    """The issue that stands in its own right at the end of the joins."""
    while issue.joined_to_id:
        issue = Issue.objects.get(pk=issue.joined_to_id)
    return issue
