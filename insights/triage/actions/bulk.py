"""One step for many issues at once: each by its own action, and those that cannot take it are named."""

from collections.abc import Callable

from django.db import transaction

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.issues.models import Issue

MOST = 500


@action
def in_bulk(
    *, numbers: list[int], run: Callable, verb: str, by: User, **data
) -> tuple[list[int], dict[str, list[str]]]:
    """Run one action on each of these issues; returns the numbers of those done, and why -> references left out."""
    if len(numbers) > MOST:
        raise RuleBroken(f"That is more than {MOST} at once. Narrow the list first.")
    done, left = [], {}
    for issue in Issue.objects.visible_to(by).filter(pk__in=numbers).order_by("pk"):
        try:
            with transaction.atomic():
                run(issue=issue, by=by, **data)
        except RuleBroken as broken:
            left.setdefault(broken.sentence, []).append(issue.reference)
        else:
            done.append(issue.pk)
    audit.record("issue.in_bulk", by, by=by, step=verb, done=len(done), left=sum(map(len, left.values())))
    return done, left


@action
def note_export(*, what: str, form: str, issues: int, by: User) -> None:
    """Somebody saved issues or their updates as a table; how many is written down."""
    audit.record("issue.exported", by, by=by, what=what, form=form, issues=issues)
