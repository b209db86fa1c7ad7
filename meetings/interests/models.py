"""A meeting that is planned and has no date yet: who would come, and which dates would suit them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.action_groups.models import ActionGroup
from groups.themes.models import Theme
from meetings.meetings.models import Meeting

MOST_DATES = 5


class PlannedMeetingQuerySet(models.QuerySet):
    """Meetings without a date, by where they have got to."""

    def open(self):
        return self.filter(state=PlannedMeeting.State.OPEN)

    def public(self):
        """Those everybody may know of: in planning, or with a date that is published."""
        dated = Q(state=PlannedMeeting.State.DATED, meeting__state__in=Meeting.PUBLIC)
        return self.filter(Q(state=PlannedMeeting.State.OPEN) | dated)

    def with_counts(self):
        return self.annotate(interested=Count("interests"))


class PlannedMeeting(models.Model):
    """What a meeting would be about, shown before there is a date, so that people can say they would come."""

    class State(models.TextChoices):
        OPEN = "open", "In planning"
        DATED = "dated", "It has a date"
        DROPPED = "dropped", "Not after all"

    MOVES = {
        State.OPEN: (State.DATED, State.DROPPED),
        State.DATED: (),
        State.DROPPED: (State.OPEN,),
    }

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.CharField(max_length=250, blank=True)
    description = models.TextField("what it would be about", blank=True)
    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="planned", verbose_name="CAG"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="planned", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlannedMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "meeting in planning"
        verbose_name_plural = "meetings in planning"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="dated") | Q(meeting__isnull=False), name="planned_with_a_date_has_a_meeting"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:planned-detail", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class DateOption(models.Model):
    """A date that is asked about."""

    planned = models.ForeignKey(PlannedMeeting, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["planned", "starts_at"], name="date_asked_about_once")]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Interest(models.Model):
    """Somebody would come."""

    planned = models.ForeignKey(PlannedMeeting, on_delete=models.CASCADE, related_name="interests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    suits = models.ManyToManyField(DateOption, blank=True, related_name="suits")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "interest in a meeting"
        verbose_name_plural = "interests in meetings"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["planned", "user"], name="interested_once")]

    def __str__(self):
        return f"interest {self.pk}"


carry("meetings.PlannedMeeting.action_group", "meetings in planning")
