"""Next steps: what we said we will do, by which day and who sees to it; late, done, or dropped with the reason."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk import audit
from camk.errors import RuleBroken
from camk.outbox.actions import post
from camk.states import check_move

MOST_NUDGES = 5  # the day it is due, then once a week


class NextStepQuerySet(models.QuerySet):
    """Next steps by whether they are still to be done."""

    def open(self):
        return self.filter(state=NextStep.State.OPEN)

    def due(self, today: date):
        """Those whose day has come."""
        return self.open().filter(due_on__lte=today)


class NextStep(models.Model):
    """One step with its day and its owner; a room says beside it what it is a step of."""

    class State(models.TextChoices):
        OPEN = "open", "To be done"
        DONE = "done", "Done"
        DROPPED = "dropped", "Not going to happen"

    MOVES = {
        State.OPEN: (State.DONE, State.DROPPED),
        State.DONE: (State.OPEN,),
        State.DROPPED: (State.OPEN,),
    }

    words = models.CharField("what we will do", max_length=300)
    due_on = models.DateField("by when")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="who sees to it",
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.CharField("what came of it", max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["due_on", "pk"]

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OPEN and self.due_on < timezone.localdate()


def keep(step: NextStep, *, verb: str, of: str, by) -> NextStep:
    """Store a new step, or one moved to another day; `of` names the field of what it is a step of.

    Call inside an action. Raises RuleBroken for a day that is over and for a step that is settled.
    """
    old = type(step).objects.filter(pk=step.pk).first() if step.pk else None
    if old is None and step.due_on < timezone.localdate():
        raise RuleBroken("That day is over. Choose today or a day to come.")
    if old is not None and old.state != NextStep.State.OPEN:
        raise RuleBroken("This step is settled. Open it again before you change it.")
    step.save()
    was = old.due_on if old else None
    audit.record(verb, step, by=by, **{of: getattr(step, f"{of}_id")}, old=was, new=step.due_on)
    return step


def settle(step: NextStep, *, state: str, outcome: str, why: str, verb: str, by) -> None:
    """The step is done, will not happen (`why` asks for the reason), or is open again. Call inside an action."""
    step = type(step).objects.select_for_update().get(pk=step.pk)
    old = step.state
    check_move(NextStep.MOVES, old, state, dict(NextStep.State.choices))
    if state == NextStep.State.DROPPED and not outcome.strip():
        raise RuleBroken(why)
    step.state, step.outcome = state, outcome.strip()
    step.settled_on = None if state == NextStep.State.OPEN else timezone.localdate()
    step.save(update_fields=["state", "outcome", "settled_on"])
    audit.record(verb, step, by=by, old=old, new=state)


def nudge_owner(step: NextStep, *, event: str, key: str, today: date, **context) -> bool:
    """Whoever sees to a due step hears it on its day and each week after, five times in all; returns if it went."""
    week = (today - step.due_on).days // 7
    if week >= MOST_NUDGES:
        return False
    context |= {"due_on": step.due_on, "late": step.due_on < today}
    return (
        post(event=event, key=f"{key}:{step.pk}:{step.due_on}:{week}", user=step.owner, context=context) is not None
    )
