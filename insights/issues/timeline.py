"""What happened to an issue, told for whoever is looking."""

from datetime import datetime
from typing import NamedTuple

from camk.questions import question
from insights.issues.models import Issue, IssueMove
from insights.issues.states import ALONG, PUBLIC_WORDS, IssueState


class Entry(NamedTuple):
    """One step, as components/timeline.html takes it: plain values, so that what is drawn can be kept."""

    date: datetime
    title: str
    body: str = ""
    url: str = ""
    url_label: str = ""


def timeline(issue: Issue, *, insider: bool) -> list[Entry]:
    """Steps newest first.

    Everybody reads dates and states; insiders (the people behind it and staff) also the question asked, the
    answer given, the words of a promise and the reasons of the raiser. Of several steps at one moment only the
    last is told.
    """
    moments = {}
    for move in _moves(issue=issue.pk):
        moments.setdefault(move.at, []).append(move)
    entries = []
    for at, moves in moments.items():
        last = moves[-1]
        words = last.words if insider or has_public_words(last) else ""
        entries.append(Entry(at, last.get_new_state_display(), words))
    return entries[::-1]


@question
def _moves(*, issue):
    return IssueMove.objects.filter(issue=issue).order_by("at", "pk")


def has_public_words(move: IssueMove) -> bool:
    """Whether everybody may read what was written with this step, once the wording is released.

    What comes in for an issue that has ended (a promise after all) changes no state, and is for its people.
    """
    if move.old_state == IssueState.NEEDS_INFORMATION or move.new_state not in PUBLIC_WORDS:
        return False
    return move.old_state != move.new_state or move.new_state in ALONG
