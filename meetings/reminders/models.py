"""Reminders: the rules that make them due, and one row for each that was handled."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import carry
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroup
from meetings.meetings.models import Meeting


class ReminderRule(models.Model):
    """When a reminder is due: days before at the meeting's wall time, or minutes before the start."""

    class Audience(models.TextChoices):
        GOING = "going", "People who are going (or not sure yet)"
        UNANSWERED = "unanswered", "CAG members who have not answered"
        WAITING = "waiting", "People on the waiting list"

    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_rules"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_rules"
    )
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_before = models.PositiveSmallIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.GOING)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-days_before", "-minutes_before"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_before__isnull=False, minutes_before__isnull=True)
                | Q(days_before__isnull=True, minutes_before__isnull=False),
                name="reminder_days_or_minutes",
            )
        ]

    def __str__(self):
        number, unit = (self.days_before, "day") if self.days_before else (self.minutes_before, "minute")
        return f"{number} {unit}{'' if number == 1 else 's'} before"

    @property
    def is_starting_soon(self) -> bool:
        """The mail shortly before the start: it knows no quiet hours."""
        return self.minutes_before is not None


class ReminderDispatch(models.Model):
    """One reminder for one person handled once: its row, made first, is what keeps it from going twice."""

    class State(models.TextChoices):
        SENT = "sent", "Put into the outbox"
        SUPERSEDED = "superseded", "A nearer reminder went instead"
        MISSED = "missed", "Too late to send"

    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, related_name="dispatches")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="dispatches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    schedule_version = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State)
    mail = models.ForeignKey(OutboundMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "reminder"
        verbose_name_plural = "reminders sent and missed"
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "meeting", "user", "schedule_version"], name="reminder_once_per_version"
            )
        ]

    def __str__(self):
        return f"{self.meeting} to {self.user}: {self.state}"


carry("meetings.ReminderRule.action_group", "reminder rules")
