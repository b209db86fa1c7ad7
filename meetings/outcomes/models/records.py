"""What is written down of a meeting: who may read it, the minutes in their versions, the decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from meetings.meetings.models import Meeting, MeetingQuerySet
from meetings.outcomes.permissions import Audience, readers


class RecordQuerySet(models.QuerySet):
    """Records by who may read them."""

    def readable_by(self, user):
        """What is shown, for those it is shown to; for staff also drafts."""
        return readers(self, user, shown=Q(published_at__isnull=False))

    def with_minutes(self):
        """With number and day of the minutes that are read now."""
        latest = Minutes.objects.filter(record=OuterRef("pk"), published_at__isnull=False).order_by("-number")
        return self.annotate(
            minutes_number=Subquery(latest.values("number")[:1]),
            minutes_at=Subquery(latest.values("published_at")[:1]),
        )


class Record(models.Model):
    """The record of one meeting: shown or not, to whom, and whether all of it is written up."""

    Audience = Audience

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="record")
    audience = models.CharField("who may read it", max_length=10, choices=Audience, default=Audience.PUBLIC)
    published_at = models.DateTimeField("shown since", null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField("which annual general meeting it is", null=True, blank=True)
    # Hybrid equity: how many spoke or asked something, never who.
    spoke_room = models.PositiveSmallIntegerField("spoke in the room", null=True, blank=True)
    spoke_online = models.PositiveSmallIntegerField("spoke online", null=True, blank=True)
    reminded_at = models.DateTimeField("staff were reminded", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("all written up", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(published_at__isnull=False), name="record_closed_is_shown"
            )
        ]

    def __str__(self):
        return f"record of {self.meeting}"


class Minutes(models.Model):
    """One version of the minutes. A version that was shown is never changed: the next one follows it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "minutes"
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="minutes_version_once")]

    def __str__(self):
        return f"minutes of {self.record.meeting}, version {self.number}"


class Decision(models.Model):
    """One thing that was decided, in a line."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=250)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"decision {self.position + 1} of {self.record.meeting}"


class OutcomeQuerySet(MeetingQuerySet):
    """Meetings that took place, by how far they are written up."""

    def held(self, now=None):
        return self.going_ahead().filter(starts_at__lte=now or timezone.now())

    def not_written_up(self):
        """Nobody has closed them yet."""
        return self.filter(~Exists(Record.objects.filter(meeting=OuterRef("pk"), closed_at__isnull=False)))


class Outcome(Meeting):
    """A meeting that took place, as staff see it who write it up."""

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "what came of a meeting"
        verbose_name_plural = "what came of meetings"
