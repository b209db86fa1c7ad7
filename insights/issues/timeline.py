"""What happened to an issue, told for whoever is looking."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from camk.questions import question
from insights.issues.models import Issue, IssueMove
from insights.issues.states import ALONG, PUBLIC_WORDS, IssueState

S = IssueState


class Entry(NamedTuple):
    """One step, as components/timeline.html takes it: plain values, so that what is drawn can be kept."""

    date: datetime
    title: str
    body: str = ""
    url: str = ""
    url_label: str = ""


def timeline(issue: Issue, *, told_as: Issue | None = None, voices=(), is_staff: bool = False) -> list[Entry]:
    """Steps newest first; with what was said when `told_as` became part of this wider issue.

    Everybody reads dates and states, but not that it was once sealed. The people behind it, who see these `voices`,
    read our question and the words of a promise too; what one of them wrote is read by staff and by whoever reads
    that one's voice. Of several steps at one moment only the last is told.
    """
    mine = {voice.user_id for voice in voices}
    moments = {}
    moves = _moves(issue=issue.pk)
    if told_as is not None and told_as.joined_to_id == issue.pk:
        joined = [move for move in _moves(issue=told_as.pk) if move.new_state == S.JOINED]
        moves = sorted([*moves, *joined], key=lambda move: (move.at, move.pk))
    for move in moves:
        moments.setdefault(move.at, []).append(move)
    entries = []
    for at, moves in moments.items():
        last = moves[-1]
        if last.new_state == S.SEALED and not (voices or is_staff):
            continue
        heard = voices and (last.by_id in mine or not _is_theirs(last))
        words = last.words if is_staff or heard or has_public_words(last) else ""
        entries.append(Entry(at, last.get_new_state_display(), words))
    return entries[::-1]


@question
def _moves(*, issue):
    return IssueMove.objects.filter(issue=issue).annotate(by_staff=F("by__is_staff")).order_by("at", "pk")


def _is_theirs(move: IssueMove) -> bool:
    """Whether somebody behind the issue wrote it: an answer to us, whether it is done, that it is back."""
    said = move.old_state == S.NEEDS_INFORMATION or move.new_state in (S.REOPENED, S.CONFIRMED, S.NOT_RESOLVED)
    return said and move.old_state != move.new_state and not move.by_staff


def has_public_words(move: IssueMove) -> bool:
    """Whether everybody may read what was written with this step, once the wording is released.

    What comes in for an issue that has ended (a promise after all) changes no state, and is for its people.
    """
    if move.new_state not in PUBLIC_WORDS:
        return False
    return move.old_state != move.new_state or move.new_state in ALONG
