"""Support to one organisation: notes are kept, a plan begins, its steps are settled and nudged, it ends."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from camk import audit, next_steps
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.organisations.models import Organisation
from groups.support_plans.models import SupportNote, SupportPlan, SupportStep


def _looks_after(by: User) -> None:
    if not (by.is_staff and by.has_perm("groups.change_supportplan")):
        raise RuleBroken("Only staff keep support plans and notes.")


@action
def save_note(*, note: SupportNote, by: User) -> SupportNote:
    """Keep a note about an organisation, or correct it."""
    _looks_after(by)
    if note.on > timezone.localdate():
        raise RuleBroken("That day is still to come. What we will do is a step of the support plan.")
    is_new = note.pk is None
    note.by = note.by or by
    note.save()
    verb = "support.note_written" if is_new else "support.note_changed"
    audit.record(verb, note, by=by, organisation=note.organisation_id, on=note.on, words_length=len(note.words))
    return note


@action
def forget_note(*, row: SupportNote, now) -> None:
    """A note of years ago goes."""
    audit.record("support.note_forgotten", row, by=None, organisation=row.organisation_id, on=row.on)
    row.delete()


@action
def save_plan(*, plan: SupportPlan, by: User) -> SupportPlan:
    """Begin a plan for an organisation, or change its aims and who looks after it."""
    _looks_after(by)
    Organisation.objects.select_for_update().get(pk=plan.organisation_id)
    old = SupportPlan.objects.filter(pk=plan.pk).first() if plan.pk else None
    if old is not None and not old.is_running:
        raise RuleBroken("This plan has ended. Begin a new one.")
    running = SupportPlan.objects.running().filter(organisation=plan.organisation_id).exclude(pk=plan.pk)
    if running.exists():
        raise RuleBroken("A support plan of this organisation is running already. Change that one, or end it first.")
    plan.owner = plan.owner or by
    plan.save()
    audit.record(
        "support.plan_changed" if old else "support.plan_begun",
        plan,
        by=by,
        organisation=plan.organisation_id,
        owner=plan.owner_id,
        aims_length=len(plan.aims),
    )
    return plan


@action
def end_plan(*, plan: SupportPlan, state: str, outcome: str, by: User) -> None:
    """The aims are reached or not; what came of it is kept. Steps that are open are dropped with it."""
    _looks_after(by)
    plan = SupportPlan.objects.select_for_update().get(pk=plan.pk)
    old = plan.state
    check_move(SupportPlan.MOVES, old, state, dict(SupportPlan.State.choices))
    if not outcome.strip():
        raise RuleBroken("Say in a sentence what came of it.")
    plan.state, plan.outcome, plan.ended_at = state, outcome.strip(), timezone.now()
    plan.save(update_fields=["state", "outcome", "ended_at"])
    for step in plan.steps.filter(state=SupportStep.State.OPEN):
        settle_step(step=step, state=SupportStep.State.DROPPED, outcome="The plan ended.", by=by)
    audit.record("support.plan_ended", plan, by=by, old=old, new=state)


@action
def save_step(*, step: SupportStep, by: User) -> SupportStep:
    """Add a step with its day and who sees to it, or move it to another day."""
    _looks_after(by)
    if not SupportPlan.objects.get(pk=step.plan_id).is_running:
        raise RuleBroken("This plan has ended. Begin a new one.")
    return next_steps.keep(step, verb="support.step_written", of="plan", by=by)


@action
def settle_step(*, step: SupportStep, state: str, outcome: str = "", by: User) -> None:
    """The step is done, will not happen, or is open again."""
    _looks_after(by)
    why = "Say why it is not going to happen."
    next_steps.settle(step, state=state, outcome=outcome, why=why, verb="support.step_settled", by=by)


@action
def nudge_owners(*, today: date) -> int:
    """Tell whoever sees to a step that its day has come, and each week after; safe to run again and again."""
    due = SupportStep.objects.due(today).filter(owner__is_active=True, owner__is_staff=True)
    due = due.filter(plan__state=SupportPlan.State.RUNNING)
    return sum(
        next_steps.nudge_owner(
            step,
            event="groups/support_step_due",
            key="support_step",
            today=today,
            url=settings.SITE_URL + reverse("admin:groups_supportstep_change", args=[step.pk]),
        )
        for step in due.select_related("owner")
    )
