"""What an external evaluator may take, who took it, and to whom the findings went (ledger A147, A148, A161)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from insights.evaluations.models.library import Evaluation
from insights.initiatives.models import Initiative


class EvaluatorAccessQuerySet(models.QuerySet):
    """Agreements by the day."""

    def standing(self):
        return self.filter(until__gte=timezone.localdate())


class EvaluatorAccess(models.Model):
    """An evaluator may take the counts of one initiative and one period, without names, until a day."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="evaluator_access")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluates", verbose_name="evaluator"
    )
    first_day = models.DateField("the time from")
    last_day = models.DateField("to")
    until = models.DateField("they may take it until")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = EvaluatorAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = "what an evaluator may take"
        verbose_name_plural = "what evaluators may take"
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="access_period_runs_on")
        ]

    def __str__(self):
        return f"access {self.pk} to {self.initiative}"


class EvaluatorExport(models.Model):
    """One taking of the counts: by whom, when, of which period."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="evaluator_exports")
    first_day = models.DateField("the time from")
    last_day = models.DateField("to")
    form = models.CharField(max_length=4)
    rows = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "export to an evaluator"
        verbose_name_plural = "exports to evaluators"

    def __str__(self):
        return f"export {self.pk} of {self.initiative}"


class Sharing(models.Model):
    """Somebody who is to hear what an evaluation found, and when they did."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="sharings")
    to_whom = models.CharField("who is to hear of it", max_length=150, help_text="An organisation or a group.")
    sent_on = models.DateField("went to them on", null=True, blank=True)
    how = models.CharField(max_length=100, blank=True, help_text="By mail, at a meeting, at a conference.")

    class Meta:
        ordering = ["to_whom"]
        verbose_name = "who hears of it"
        constraints = [models.UniqueConstraint(fields=["evaluation", "to_whom"], name="evaluation_shared_once")]

    def __str__(self):
        return self.to_whom
