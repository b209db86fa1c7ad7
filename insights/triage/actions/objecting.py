"""People whose words were joined with others may say that it is not the same; staff decide and tell them."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.actions import tell_the_desk, tell_the_people
from insights.issues.models import Issue, Join
from insights.triage.models import JoinObjection


@action
def object_to_joining(*, issue: Issue, words: str = "", user: User | None = None, by: User | None = None) -> None:
    """Somebody behind `issue` says that it is not the same as what it was joined with; a second time adds nothing."""
    row = Join.objects.select_for_update(of=("self",)).filter(joined=issue, undone_at__isnull=True).first()
    if row is None:
        raise RuleBroken("This is not joined with another any more.")
    if JoinObjection.objects.waiting().filter(join=row, user=user).exists():
        return
    objection = JoinObjection.objects.create(join=row, user=user, words=words.strip())
    tell_the_desk(row.lead, "objected", key=str(objection.pk), by=by)
    audit.record("join.objected", issue, by=by, objection=objection, words_length=len(objection.words))


@action
def keep_together(*, issue: Issue, answer: str, by: User) -> None:
    """Staff looked again and leave them together: whoever objected is told, and reads why on their page."""
    if not answer.strip():
        raise RuleBroken("Write why; whoever objected reads it on their page.")
    rows = JoinObjection.objects.waiting().filter(join__joined=issue).select_related("user")
    if not rows:
        raise RuleBroken("Nobody objects to this joining.")
    for row in rows.select_for_update(of=("self",)):
        row.settled_at, row.settled_by = timezone.now(), by
        row.outcome, row.answer = JoinObjection.Outcome.KEPT, answer.strip()
        row.save(update_fields=["settled_at", "settled_by", "outcome", "answer"])
        audit.record("join.kept", issue, by=by, objection=row, words_length=len(row.answer))
        for voice in issue.first_voices.standing().filter(user=row.user)[:1]:
            tell_the_people(row.join.lead, "issue_kept_together", key=str(row.pk), by=by, only=voice)
