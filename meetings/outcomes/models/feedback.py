"""What people who were there say afterwards: two questions, one more for who likes, and a sentence to quote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.meetings.models import Meeting


class FeedbackQuerySet(models.QuerySet):
    """Feedback by what may be done with it."""

    def quotable(self):
        """Sentences whose speakers agree that they are shown."""
        return self.filter(consented_at__isnull=False)


class Feedback(models.Model):
    """One person's answer about one meeting. Who gave it is shown to nobody, staff included, but for a quote."""

    class Worth(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    class LessAlone(models.TextChoices):
        MUCH = "much", "Yes, a good deal"
        LITTLE = "little", "A little"
        SAME = "same", "No different"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    worth = models.CharField("was it worth your time?", max_length=6, choices=Worth)
    # "Not the only organisation attempting to adapt" (A070): asked of whoever likes to say.
    less_alone = models.CharField("less alone with what you do?", max_length=6, choices=LessAlone, blank=True)
    change = models.TextField("what would you change?", blank=True)
    quote = models.CharField("what may be quoted", max_length=250, blank=True)
    quote_as = models.CharField("said by, as it may be shown", max_length=120, blank=True)
    consented_at = models.DateTimeField("agreed to be quoted", null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "quote from a meeting"
        verbose_name_plural = "quotes from meetings"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="feedback_once_a_person"),
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True) | ~Q(quote=""), name="feedback_quote_is_said"
            ),
        ]

    def __str__(self):
        return f"feedback {self.pk}"
