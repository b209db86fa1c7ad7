"""Slack beside the portal: where staff set it, titles and links of what is new are repeated in a CAG's channel."""

from django.db import models
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup


class SlackMirror(models.Model):
    """The incoming webhook of one CAG's channel: a secret, shown masked."""

    action_group = models.OneToOneField(ActionGroup, on_delete=models.CASCADE, related_name="slack_mirror")
    webhook_url = models.CharField(max_length=250)
    is_on = models.BooleanField("repeat what is new in Slack", default=True)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Slack channel"

    def __str__(self):
        return f"Slack channel of {self.action_group}"

    @property
    def masked(self) -> str:
        """Enough of the address to tell it from another, not enough to use it."""
        return f"https://hooks.slack.com/services/…{self.webhook_url[-4:]}"


class SlackNotice(models.Model):
    """One line for a channel: a title and a link, sent once, tried again when Slack is away."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"

    mirror = models.ForeignKey(SlackMirror, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mirror", "key"], name="slack_notice_once")]
        indexes = [models.Index(fields=["next_attempt_at"], condition=models.Q(state="queued"), name="slack_due")]

    def __str__(self):
        return f"{self.key} to Slack"


carry("groups.SlackMirror.action_group", "Slack channel", clash=DROP)
