"""One issue seen to be two: some voices go their own way, and it stays so."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions.moves import lock, note_move, recount
from insights.issues.actions.telling import next_reference
from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState
from insights.triage.actions.desk import tell_apart
from insights.triage.actions.saying import TOLD, How, keep_note, looked_at, tell
from insights.triage.models import JoinObjection

NOT_FROM = (IssueState.SEALED, IssueState.WITHDRAWN, IssueState.JOINED)


@action
def split(*, issue: Issue, voices: list[Voice], words: str = "", how: How = TOLD, by: User) -> Issue:
    """Give these voices an issue of their own, filed like the one they come from and being looked into.

    Each keeps its words, consents and the reference it was told as; at least one voice stays behind. The two are
    never suggested for each other again. Splitting is taken back by joining the new issue to the old one.
    """
    lock(issue)
    if issue.state in NOT_FROM:
        raise RuleBroken(f"This is “{issue.get_state_display()}”; there is nothing to split.")
    here = set(issue.voices.standing().values_list("pk", flat=True))
    chosen = {voice.pk for voice in voices}
    if not chosen or not chosen < here:
        raise RuleBroken("Choose some of the voices, and leave at least one.")
    now = timezone.now()
    made = _make_like(issue, created_at=min(voice.created_at for voice in voices), now=now)
    Voice.objects.filter(pk__in=chosen).update(issue=made)
    move = note_move(issue=made, new=IssueState.IN_REVIEW, by=by, words=words.strip() if how.public else "", at=now)
    if words.strip() and not how.public:
        keep_note(made, words, by=by)
    looked_at(made, by=by)
    recount(issue)
    recount(made)
    tell_apart(issue=issue, other=made, by=by)
    _settle_objections(chosen, by=by, now=now)
    audit.record("issue.split", issue, by=by, made=made, voices=sorted(chosen))
    tell(issue=made, event="issue_split", move=move, how=how, by=by)
    return made


def _settle_objections(chosen: set[int], *, by: User, now) -> None:
    """Whoever objected to a joining and goes their own way by this split waits for no answer any more."""
    for voice in Voice.objects.filter(pk__in=chosen):
        theirs = JoinObjection.objects.filter(join__joined=voice.first_issue_id, user=voice.user_id)
        theirs.end_apart(by=by, now=now)


def _make_like(issue: Issue, *, created_at, now) -> Issue:
    """A new issue filed as `issue` is; nothing of it is released."""
    names = ("kind", "main_theme", "main_place", "severity", "reach", "owner")
    filed = {name: getattr(issue, name) for name in names}
    made = Issue.objects.create(reference=next_reference(now), created_at=created_at, **filed)
    for name in ("themes", "places", "beneficiaries"):
        getattr(made, name).set(getattr(issue, name).all())
    return made
