"""What would help somebody take part, who comes with them, and what they agreed to have shown or remembered."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp


class Need(models.TextChoices):
    """What we ask everybody the same way; nobody has to say why."""

    STEP_FREE = "step_free", "Step-free way in and a seat near the door"
    HEARING_LOOP = "hearing_loop", "A hearing loop"
    BSL = "bsl", "British Sign Language (BSL)"
    LARGE_PRINT = "large_print", "Papers in large print"
    QUIET = "quiet", "A quiet space to step out to"
    CARER = "carer", "A carer comes with me"
    TRAVEL = "travel", "Help with the cost of travel"
    INTERPRETER = "interpreter", "An interpreter (say which language below)"


class TakingPart(models.Model):
    """For one answer to one meeting: seen by meeting staff, forgotten some months after."""

    rsvp = models.OneToOneField(Rsvp, on_delete=models.CASCADE, related_name="taking_part")
    needs = models.JSONField(default=list, blank=True)
    words = models.TextField("in their own words", blank=True)
    colleagues = models.TextField("who comes with them", blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "what helps somebody take part"
        verbose_name_plural = "what helps people take part"

    def __str__(self):
        return f"{self.rsvp_id}"


class Remembered(models.Model):
    """One person's own wish, until they take it back: show us as coming; remember what helps me."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remembered")
    shows_name = models.BooleanField("shows their name", default=False)
    shows_organisation = models.BooleanField("shows that their organisation comes", default=False)
    remembers = models.BooleanField("is remembered for next time", default=False)
    needs = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(remembers=True) | models.Q(words=""), name="nothing_remembered_without_a_yes"
            )
        ]

    def __str__(self):
        return f"{self.user_id}"


class NeedCount(models.Model):
    """How many people asked for one thing at a meeting, kept when who it was is forgotten."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="need_counts")
    need = models.CharField(max_length=20, choices=Need)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "need"], name="need_counted_once_a_meeting")]

    def __str__(self):
        return f"{self.meeting_id}: {self.need}"
