"""What comes of an accepted issue: raised with a partner, answered, promised, said to be done.

Reports and pledges call these; `words` are what the people behind the issue, and once its wording is
released everybody, may read on its page ("Raised with the Health Board in our report R-2026-003").
"""

from django.utils import timezone

from camk.accounts.models import User
from camk.actions import action
from insights.issues.actions.moves import lock, note_move, walk
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue
from insights.issues.states import ALONG, CLOSED, IssueState

S = IssueState
_SHORT = {
    (S.IN_REVIEW, S.RAISED): (S.ACCEPTED, S.RAISED),
    (S.PARKED, S.RAISED): (S.ACCEPTED, S.RAISED),
    (S.RESPONDED, S.RAISED): (S.RAISED,),
    (S.RESPONDED, S.THEY_SAY_DONE): (S.THEY_SAY_DONE,),
}


def _way(old: str, new: str) -> tuple[str, ...]:
    """The steps from `old` to `new` along the table; empty when the issue is already further on or ended."""
    if (old, new) in _SHORT:
        return _SHORT[old, new]
    if old in ALONG:
        return ALONG[ALONG.index(old) + 1 : ALONG.index(new) + 1]
    return () if old in CLOSED else (new,)


def _go_on(*, issue: Issue, new: str, words: str, by) -> None:
    """Walk to `new`; where the issue is already there or further on, the news is written down all the same."""
    lock(issue)
    way = _way(issue.state, new)
    if way:
        move = walk(issue, *way, by=by, words=words)
    else:
        move = note_move(issue=issue, new=issue.state, by=by, words=words.strip(), at=timezone.now())
    tell_the_people(issue, "issue_moved", key=str(move.pk), by=by)


@action
def mark_raised(*, issue: Issue, words: str, by: User | None) -> None:
    """It went to a partner in a report or at an assembly; its people are told with whom.

    An issue still in the queue raises RuleBroken: it is looked at and taken on first.
    """
    _go_on(issue=issue, new=S.RAISED, words=words, by=by)


@action
def mark_responded(*, issue: Issue, words: str, by: User | None) -> None:
    """The partner has answered."""
    _go_on(issue=issue, new=S.RESPONDED, words=words, by=by)


@action
def mark_pledged(*, issue: Issue, words: str, by: User | None) -> None:
    """The partner has promised something."""
    _go_on(issue=issue, new=S.PLEDGED, words=words, by=by)


@action
def mark_they_say_done(*, issue: Issue, words: str, by: User | None) -> None:
    """The partner says it is done; the people behind it are asked whether it is."""
    _go_on(issue=issue, new=S.THEY_SAY_DONE, words=words, by=by)
