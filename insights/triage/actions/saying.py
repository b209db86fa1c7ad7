"""One decision about an issue: the way through the states, what is said with it, and who hears of it."""

from dataclasses import dataclass

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from insights.issues.actions.moves import lock, walk
from insights.issues.actions.people import tell_the_people
from insights.issues.models import Issue, IssueMove
from insights.issues.states import LOOK_AT, MOVES, IssueState
from insights.triage.models import IssueCheck, IssueNote, Parking, ResponseTemplate

S = IssueState
Item = IssueCheck.Item


@dataclass(frozen=True)
class How:
    """How a decision is told: words shown or kept among staff, people mailed or not, and what the mail says."""

    public: bool = True
    quiet: bool = False
    template: ResponseTemplate | None = None

    @property
    def mail_words(self) -> str:
        """Only ever the ready words of a template: what is typed for one issue never goes into a mail."""
        return self.template.mail_words if self.template else ""


TOLD = How()


def way_to(old: str, new: str) -> tuple[str, ...]:
    """The states from `old` to `new`: a decision on what nobody has looked at yet is its first look too."""
    if new in MOVES[old] or old not in LOOK_AT:
        return (new,)
    if old == S.SUBMITTED and new == S.NEEDS_INFORMATION:
        return (S.SCREENING, new)
    return (*LOOK_AT[old], new) if new in MOVES[S.IN_REVIEW] else (new,)


def may_become(old: str, new: str) -> bool:
    """Whether staff can bring an issue from `old` to `new` in one step."""
    return new in MOVES[old] or len(way_to(old, new)) > 1


def decide(*, issue: Issue, new: str, words: str = "", how: How = TOLD, by, event: str = "issue_moved") -> None:
    """Walk to `new`, write the words down where they belong, and tell the people. Call inside an action."""
    move = step(issue=issue, new=new, words=words, how=how, by=by)
    tell(issue=issue, event=event, move=move, how=how, by=by)


def step(*, issue: Issue, new: str, words: str, how: How, by) -> IssueMove:
    """The move itself, the desk tidied behind it; nobody is told yet."""
    lock(issue)
    move = walk(issue, *way_to(issue.state, new), by=by, words=words if how.public else "")
    if words.strip() and not how.public:
        keep_note(issue, words, by=by)
    looked_at(issue, by=by, clear=new != S.NEEDS_INFORMATION)
    end_parking(issue)
    if how.quiet:
        audit.record("issue.tidied_quietly", issue, by=by, new=new)
    return move


def tell(*, issue: Issue, event: str, move: IssueMove, how: How, by, about: Issue | None = None, **whom) -> None:
    """Mail the people behind `about` (the issue itself, or the one its voices went to), unless it is quiet."""
    if how.quiet:
        return
    tell_the_people(about or issue, event, key=str(move.pk), by=by, note=how.mail_words, **whom)
    tick(issue, Item.TOLD, by=by)


def looked_at(issue: Issue, *, by, clear: bool = True) -> None:
    """Whoever decides has seen that it is safe to hold and, unless they ask, what is meant."""
    if issue.first_looked_at is None:
        issue.first_looked_at = timezone.now()
        issue.save(update_fields=["first_looked_at"])
    for item in (Item.SAFE, Item.CLEAR) if clear else (Item.SAFE,):
        tick(issue, item, by=by)


def tick(issue: Issue, item: str, *, by: User | None) -> None:
    """Note one thing of the checklist as done; the first to do it stays written down."""
    IssueCheck.objects.get_or_create(issue=issue, item=item, defaults={"by": by})


def keep_note(issue: Issue, words: str, *, by: User | None) -> IssueNote:
    """Words for staff alone."""
    note = IssueNote.objects.create(issue=issue, words=words.strip(), by=by)
    audit.record("issue.noted", issue, by=by, words_length=len(note.words))
    return note


def end_parking(issue: Issue) -> None:
    """It is on somebody's desk again; its tripwire has done its work."""
    Parking.objects.live().filter(issue=issue).update(ended_at=timezone.now())
