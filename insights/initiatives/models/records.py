"""What the yearly targets are counted from: conversations, trainings, meetings; and the targets themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.initiatives.measures import ATTENDANCES, TRAININGS, Measure
from insights.initiatives.models.initiatives import Initiative
from meetings.meetings.models import Meeting


class Target(models.Model):
    """How many of one measure an initiative set out for in one of its years, and a note by staff."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=10, choices=Measure)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    note = models.TextField("what staff say to it", blank=True)

    class Meta:
        ordering = ["measure", "year"]
        constraints = [models.UniqueConstraint(fields=["initiative", "measure", "year"], name="target_once_a_year")]

    def __str__(self):
        return f"{self.measure} in year {self.year} of {self.initiative_id}"


class Conversation(models.Model):
    """One one-to-one conversation, written down in a minute; nobody is named (ledger A154)."""

    class About(models.TextChoices):
        INJUSTICE = "injustice", "Something that is wrong"
        IDEA = "idea", "An idea"
        BOTH = "both", "Both"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="conversations")
    held_on = models.DateField()
    campaign = models.ForeignKey(
        "insights.Campaign", null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    words = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    meet_again = models.BooleanField("they would talk again", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = "one-to-one conversation"

    def __str__(self):
        return f"conversation {self.pk}"


class TrainingHeld(models.Model):
    """A training that was held elsewhere, and how many of the initiative's leaders took part (A151-A153)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="trainings")
    level = models.CharField(max_length=10, choices=[(m.value, m.label) for m in TRAININGS])
    ended_on = models.DateField()
    people = models.PositiveIntegerField("how many took part")
    where = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-ended_on", "-pk"]
        verbose_name = "training held elsewhere"
        verbose_name_plural = "trainings held elsewhere"
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="training_somebody_took_part")]

    def __str__(self):
        return f"{self.get_level_display()}, {self.ended_on:%d %B %Y}"


class InitiativeMeeting(models.Model):
    """A meeting of the portal that counts for a measure; who came is read from its own attendance."""

    COUNTS = (Measure.ONE_DAY, *ATTENDANCES)

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="meetings")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="initiative_link")
    measure = models.CharField(max_length=10, choices=[(m.value, m.label) for m in COUNTS])

    class Meta:
        ordering = ["meeting__starts_at"]
        verbose_name = "meeting that counts"
        verbose_name_plural = "meetings that count"

    def __str__(self):
        return f"{self.meeting} of {self.initiative}"
