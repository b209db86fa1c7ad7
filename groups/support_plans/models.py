"""Support to one organisation: notes of our office, and a plan with aims and dated steps; read by staff alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import Ends, carry
from camk.next_steps import NextStep
from groups.organisations.models import Organisation


class SupportPlanQuerySet(models.QuerySet):
    """Plans by whether they run."""

    def running(self):
        return self.filter(state=SupportPlan.State.RUNNING)

    def with_next_day(self):
        """The day of the first step that is still to be done, as `next_on`; None without one."""
        steps = SupportStep.objects.open().filter(plan=models.OuterRef("pk")).order_by("due_on", "pk")
        return self.annotate(next_on=models.Subquery(steps.values("due_on")[:1]))


class SupportPlan(models.Model):
    """What we work towards with one organisation, towards their new normal (ledger A021); one runs at a time."""

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        REACHED = "reached", "Ended: aims reached"
        ENDED = "ended", "Ended: aims not reached"

    MOVES = {State.RUNNING: (State.REACHED, State.ENDED), State.REACHED: (), State.ENDED: ()}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="support_plans")
    aims = models.TextField(max_length=1500, help_text="What should be different for them, one aim a line.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="who looks after it",
    )
    started_on = models.DateField("started", default=timezone.localdate)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    outcome = models.TextField("what came of it", max_length=1500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupportPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="running"), name="one_running_support_plan"
            ),
        ]

    def __str__(self):
        return f"Support plan of {self.organisation}"

    def get_absolute_url(self):
        return reverse("admin:groups_supportplan_change", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING


class SupportStep(NextStep):
    """One step of a support plan, by a day and with who sees to it."""

    plan = models.ForeignKey(SupportPlan, on_delete=models.CASCADE, related_name="steps")

    class Meta(NextStep.Meta):
        verbose_name = "step of a support plan"
        verbose_name_plural = "steps of support plans"

    def __str__(self):
        return f"{self.plan}: {self.words}"


class SupportNote(models.Model):
    """What our office noted about an organisation on a day: a call, a visit, how they are."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="support_notes")
    on = models.DateField(default=timezone.localdate)
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = "support note"

    def __str__(self):
        return f"{self.organisation}, {self.on:%d %B %Y}"


carry(
    "groups.SupportPlan.organisation",
    "support plans",
    clash=Ends(rank=("running",), since="started_on", ends={"running": "ended"}, reason="outcome"),
)
carry("groups.SupportNote.organisation", "support notes")
