"""Staff take out of what stands beside an issue what shows who a person is; the original is gone (domain C7)."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.erasing import empty_the_log
from camk.errors import RuleBroken
from insights.issues.actions import forget_copies
from insights.issues.permissions import may_triage
from insights.triage.models import IssueNote, JoinObjection

FIELDS = {IssueNote: ("words",), JoinObjection: ("words", "answer")}


@action
def redact_beside(*, beside: IssueNote | JoinObjection, field: str, words: str, by: User) -> None:
    """Put `words` in place of a note of staff, of an objection to joining, or of our answer to one."""
    if not may_triage(by):
        raise RuleBroken("Only staff may do this.")
    if field not in FIELDS[type(beside)]:
        raise RuleBroken("There is no such text.")
    row = type(beside).objects.select_for_update(of=("self",)).get(pk=beside.pk)
    old, words = getattr(row, field), words.strip()
    empty_the_log()
    forget_copies(texts={old} - {words})
    setattr(row, field, words)
    row.save(update_fields=[field])
    audit.record("triage.redacted", row, by=by, field=field, old_length=len(old), new_length=len(words))
