"""Meetings that come again. Each is a meeting of its own, with its own places, answers and calendar entry."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from meetings.meetings.models import Meeting
from meetings.series.dates import in_words

WHEN = "when"  # among the fields of `Occurrence.own`: its start and end


class Scope(models.TextChoices):
    """Which meetings of a series a change is for."""

    THIS = "this", "This meeting only"
    FOLLOWING = "following", "This one and those after it"
    ALL = "all", "All that are still to come"


class SeriesQuerySet(models.QuerySet):
    """Series by who may see them."""

    def public(self):
        """Those of which at least one meeting was published."""
        return self.filter(occurrences__meeting__state__in=Meeting.PUBLIC).distinct()


class Series(models.Model):
    """How often its meetings come, counted from its first day."""

    class Every(models.TextChoices):
        WEEK = "week", "Every week"
        FORTNIGHT = "fortnight", "Every two weeks"
        MONTH = "month", "Every month, on the same weekday (the second Tuesday, the last Friday)"

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    every = models.CharField("how often", max_length=10, choices=Every)
    first_day = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:series-detail", args=[self.slug])

    @property
    def rhythm(self) -> str:
        return in_words(self.first_day, self.every)


class Occurrence(models.Model):
    """One meeting of a series, and what about it was changed for it alone: that stays when the series changes."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="occurrences")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="occurrence")
    day = models.DateField(help_text="The day of the series it stands for, wherever it was moved since.")
    own = models.JSONField(default=list, help_text="Names of fields that were changed for this one alone.")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="series_day_once")]

    def __str__(self):
        return f"{self.series}: {self.day}"
