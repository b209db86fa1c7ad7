"""Words of answers that were sealed because somebody may be at risk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.accounts.permissions import is_safeguarding_lead
from insights.surveys.models.surveys import SurveyQuestion, SurveyResponse


class SealedAnswerQuerySet(models.QuerySet):
    """Sealed words of surveys by who may know of them."""

    def visible_to(self, user):
        """The safeguarding lead and the deputy alone."""
        return self if is_safeguarding_lead(user) else self.none()


class SealedAnswer(models.Model):
    """Words of one answer that were taken out because somebody may be at risk: encrypted, for the lead alone.

    Answers may be changed or let go meanwhile; what was sealed stays until the lead ends it.
    """

    class End(models.TextChoices):
        PUT_BACK = "put_back", "Put back: it was no matter of safeguarding"
        DESTROYED = "destroyed", "Destroyed, after the concern went its way"

    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="sealed_answers")
    response = models.ForeignKey(
        SurveyResponse, null=True, on_delete=models.SET_NULL, related_name="sealed_answers", editable=False
    )
    cipher = models.TextField(blank=True, editable=False)
    sealed_at = models.DateTimeField(default=timezone.now)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField("how it ended", max_length=10, choices=End, blank=True)

    objects = SealedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "sealed answer of a survey"
        verbose_name_plural = "sealed answers of surveys"
        ordering = ["-sealed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | Q(ended_at__isnull=False, cipher=""),
                name="sealed_answer_ended_holds_nothing",
            )
        ]

    def __str__(self):
        return f"sealed answer {self.pk}"
