"""Pairs of records that may be one organisation, as they were found and as staff decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.organisations.models import Organisation


class LikelyPairQuerySet(models.QuerySet):
    """Pairs by whether somebody has looked at them."""

    def open(self):
        return self.filter(state=LikelyPair.State.OPEN)


class LikelyPair(models.Model):
    """Two records that may be one; the answer "not the same" stays, so that nobody is asked twice."""

    class State(models.TextChoices):
        OPEN = "open", "To be looked at"
        DIFFERENT = "different", "Not the same"

    MOVES = {State.OPEN: (State.DIFFERENT,), State.DIFFERENT: (State.OPEN,)}

    low = models.ForeignKey(
        Organisation, verbose_name="the older record", on_delete=models.CASCADE, related_name="pairs_as_low"
    )
    high = models.ForeignKey(
        Organisation, verbose_name="the newer record", on_delete=models.CASCADE, related_name="pairs_as_high"
    )
    score = models.PositiveSmallIntegerField("how sure, of 100")
    reason = models.CharField("why", max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = "likely pair"
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="likely_pair_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="likely_pair_lower_first"),
        ]

    def __str__(self):
        return f"{self.low} and {self.high}"
