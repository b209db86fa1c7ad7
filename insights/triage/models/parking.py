"""Watching with a tripwire: what brings a parked issue back onto the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from insights.issues.models import Issue


class ParkingQuerySet(models.QuerySet):
    """Parkings by whether they still hold."""

    def live(self):
        """Those of issues that are parked now."""
        return self.filter(ended_at__isnull=True)

    def asleep(self):
        return self.live().filter(woken_at__isnull=True)

    def awake(self):
        return self.live().filter(woken_at__isnull=False)


class Parking(models.Model):
    """One time that staff put an issue aside, and until when or until what."""

    class Why(models.TextChoices):
        DATE = "date", "the date came"
        MORE = "more", "more organisations said it too"
        PLACE = "place", "another place raised it"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="parkings")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateField("until this day", null=True, blank=True)
    more_organisations = models.PositiveSmallIntegerField("until so many more organisations", null=True, blank=True)
    another_place = models.BooleanField("until another place raises it", default=False)
    # How it stood when it was put aside, so that what came since can be told.
    organisations_then = models.PositiveIntegerField(default=0, editable=False)
    places_then = models.JSONField(default=list, editable=False)
    woken_at = models.DateTimeField(null=True, blank=True)
    woken_by = models.CharField(max_length=8, choices=Why, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ParkingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue"], condition=Q(ended_at__isnull=True), name="parked_once"),
            models.CheckConstraint(
                condition=Q(woken_at__isnull=True, woken_by="") | Q(woken_at__isnull=False) & ~Q(woken_by=""),
                name="woken_by_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"], condition=Q(ended_at__isnull=True, woken_at__isnull=True), name="parking_asleep"
            ),
            models.Index(
                fields=["issue"], condition=Q(ended_at__isnull=True, woken_at__isnull=False), name="parking_awake"
            ),
        ]

    def __str__(self):
        return f"parking {self.pk} of {self.issue}"
