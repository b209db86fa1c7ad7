"""Reminders: the rules that make them due, who has rules of their own, and one row for each that was handled."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.accounts.models import User
from camk.merging import DROP, carry
from camk.outbox.models import OutboundMail
from groups.action_groups.models import ActionGroup
from meetings.meetings.models import Meeting


def _either_meeting_or_cag() -> Q:
    return Q(meeting__isnull=False, action_group__isnull=True) | Q(meeting__isnull=True, action_group__isnull=False)


class ReminderPlan(models.Model):
    """A meeting or a CAG with reminders of its own: its rules stand in place of the wider ones, even if none."""

    action_group = models.OneToOneField(
        ActionGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_plan"
    )
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_plan"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=_either_meeting_or_cag(), name="plan_of_meeting_or_cag")]

    def __str__(self):
        return f"own reminders of {self.meeting or self.action_group}"


class Offset(NamedTuple):
    """For whom, in what unit (a field of the rule), and how many."""

    audience: str
    unit: str
    number: int


class ReminderRule(models.Model):
    """When a reminder is due: days before at the meeting's wall time, minutes before the start, or days after.

    Person beats meeting beats CAG beats site: a rule with a `choice` other than "usual" is for the people who
    chose that; of the others the nearest plan's count.
    """

    class Audience(models.TextChoices):
        GOING = "going", "People who are going (or not sure yet)"
        UNANSWERED = "unanswered", "CAG members who have not answered"
        WAITING = "waiting", "People on the waiting list"
        SPEAKERS = "speakers", "Speakers"
        CAME = "came", "A thank-you to people who came"
        ANSWERED = "answered", "What came of it, to everybody who answered"

    AFTERWARDS = (Audience.CAME, Audience.ANSWERED)

    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_rules"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="reminder_rules"
    )
    choice = models.CharField(max_length=10, choices=User.Reminders, default=User.Reminders.USUAL, editable=False)
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_before = models.PositiveSmallIntegerField(null=True, blank=True)
    days_after = models.PositiveSmallIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.GOING)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-days_before", "-minutes_before"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_before__isnull=False, minutes_before__isnull=True, days_after__isnull=True)
                | Q(days_before__isnull=True, minutes_before__isnull=False, days_after__isnull=True)
                | Q(days_before__isnull=True, minutes_before__isnull=True, days_after__isnull=False),
                name="reminder_days_or_minutes",
            ),
            models.CheckConstraint(
                condition=Q(days_after__isnull=False, audience__in=["came", "answered"])
                | (Q(days_after__isnull=True) & ~Q(audience__in=["came", "answered"])),
                name="reminder_after_for_who_came",
            ),
        ]

    def __str__(self):
        if self.is_after:
            return f"{self.days_after} day{'' if self.days_after == 1 else 's'} after"
        number, unit = (self.days_before, "day") if self.days_before else (self.minutes_before, "minute")
        return f"{number} {unit}{'' if number == 1 else 's'} before"

    @property
    def is_starting_soon(self) -> bool:
        """The mail shortly before the start: it knows no quiet hours."""
        return self.minutes_before is not None

    @property
    def is_after(self) -> bool:
        """A thank-you, or what came of it."""
        return self.days_after is not None


class ReminderDispatchQuerySet(models.QuerySet):
    """Reminders by whether somebody must look at them."""

    def needing_care(self):
        """What did not go, or of which nobody knows whether it went."""
        states = [ReminderDispatch.State.MISSED, ReminderDispatch.State.FAILED]
        mails = [OutboundMail.State.FAILED, OutboundMail.State.UNKNOWN]
        return self.filter(Q(state__in=states) | Q(mail__state__in=mails))


class ReminderDispatch(models.Model):
    """One reminder for one person handled once: its row, made first, is what keeps it from going twice."""

    class State(models.TextChoices):
        SENT = "sent", "Put into the outbox"
        SUPERSEDED = "superseded", "A nearer reminder went instead"
        MISSED = "missed", "Too late to send"
        FAILED = "failed", "Could not be written"

    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, related_name="dispatches")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="dispatches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    schedule_version = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State)
    mail = models.ForeignKey(OutboundMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ReminderDispatchQuerySet.as_manager()

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
carry("meetings.ReminderPlan.action_group", "reminders of its own", clash=DROP)
