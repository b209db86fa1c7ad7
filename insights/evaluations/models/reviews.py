"""The quick review of an action: everybody who took part says the same day how it went (ledger A160)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from insights.initiatives.models import Initiative
from meetings.meetings.models import Meeting


class QuickReview(models.Model):
    """One action that people look back on together, by a link or a QR code; nobody is asked who they are."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="reviews")
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="quick_review"
    )
    title = models.CharField("which action", max_length=150)
    held_on = models.DateField(default=timezone.localdate)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return self.title


class ReviewAnswer(models.Model):
    """What somebody who took part says; who it was is not kept."""

    SCALE = [(1, "1: it did not work"), (2, "2"), (3, "3: so so"), (4, "4"), (5, "5: it went very well")]

    review = models.ForeignKey(QuickReview, on_delete=models.CASCADE, related_name="answers")
    scale = models.PositiveSmallIntegerField(choices=SCALE)
    well = models.TextField("what went well", blank=True)
    change = models.TextField("what to change", blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "answer to a quick review"
        verbose_name_plural = "answers to quick reviews"
        constraints = [models.CheckConstraint(condition=Q(scale__gte=1, scale__lte=5), name="review_scale_of_five")]

    def __str__(self):
        return f"review answer {self.pk}"
