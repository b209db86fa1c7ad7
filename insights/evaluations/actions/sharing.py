"""What an evaluator may take is agreed, each taking is written down, and so is to whom findings went."""

from datetime import date

from camk import audit
from camk.accounts.models import User
from camk.accounts.offices import EVALUATOR
from camk.actions import action
from camk.errors import RuleBroken
from insights.evaluations.models import Evaluation, EvaluatorAccess, EvaluatorExport, Sharing
from insights.evaluations.permissions import keeps_evaluations
from insights.initiatives.models import Initiative


@action
def give_access(
    *, initiative: Initiative, user: User, first_day: date, last_day: date, until: date, by: User
) -> EvaluatorAccess:
    """This evaluator may take the counts of this period, without names, until a day."""
    if not keeps_evaluations(by):
        raise RuleBroken("Only staff may do this.")
    if not user.holds(EVALUATOR):
        raise RuleBroken("Give this person the office of an external evaluator first.")
    if last_day < first_day:
        raise RuleBroken("The period ends before it begins.")
    values = {"first_day": first_day, "last_day": last_day, "until": until, "by": by}
    row = EvaluatorAccess.objects.create(initiative=initiative, user=user, **values)
    audit.record("evaluator.access_given", row, by=by, to=user.pk, first=str(first_day), last=str(last_day))
    return row


@action
def end_access(*, access: EvaluatorAccess, day: date, by: User) -> None:
    """They may take nothing more after this day."""
    if not keeps_evaluations(by):
        raise RuleBroken("Only staff may do this.")
    access.until = day
    access.save(update_fields=["until"])
    audit.record("evaluator.access_ended", access, by=by)


@action
def note_export(
    *, initiative: Initiative, first_day: date, last_day: date, form: str, rows: int, by: User
) -> EvaluatorExport:
    """Who took which counts, and when."""
    values = {"first_day": first_day, "last_day": last_day, "form": form, "rows": rows, "by": by}
    row = EvaluatorExport.objects.create(initiative=initiative, **values)
    audit.record("evaluator.exported", row, by=by, form=form, first=str(first_day), last=str(last_day))
    return row


@action
def plan_sharing(*, evaluation: Evaluation, to_whom: str, by: User) -> Sharing:
    """Somebody who is to hear what was found."""
    to_whom = to_whom.strip()
    if Sharing.objects.filter(evaluation=evaluation, to_whom__iexact=to_whom).exists():
        raise RuleBroken(f"{to_whom} is on the list already.")
    row = Sharing.objects.create(evaluation=evaluation, to_whom=to_whom)
    audit.record("evaluation.sharing_planned", evaluation, by=by, sharing=row.pk)
    return row


@action
def went_out(*, sharing: Sharing, sent_on: date, how: str = "", by: User) -> None:
    """The findings went to them on this day."""
    if sharing.sent_on:
        raise RuleBroken("This is written down already.")
    sharing.sent_on, sharing.how = sent_on, how.strip()
    sharing.save(update_fields=["sent_on", "how"])
    audit.record("evaluation.shared", sharing.evaluation, by=by, sharing=sharing.pk, on=str(sent_on))
