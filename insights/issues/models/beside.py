"""What stands beside an issue: joins, who follows it, what was added later, and who asked to be rung back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.files import StoredFile
from insights.issues.models.issues import Issue, Voice
from insights.issues.states import IssueState


class Join(models.Model):
    """Two issues seen to be one: voices moved to the lead, and can be moved back."""

    lead = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="joins_in")
    joined = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="joins_out")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    state_before = models.CharField(max_length=20, choices=IssueState)
    # Numbers of the voices that went over, so that just these come back.
    moved = models.JSONField(default=list, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joined"], condition=Q(undone_at__isnull=True), name="issue_joined_once"),
            models.CheckConstraint(condition=~Q(lead=models.F("joined")), name="issue_not_joined_to_itself"),
        ]

    def __str__(self):
        return f"{self.joined} into {self.lead}"


class Follower(models.Model):
    """Whether somebody is mailed what becomes of an issue: those who follow it, and those who stopped the mails.

    People behind an issue are told without a row here; a row with `stopped_at` ends that.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "user"], name="follows_issue_once")]

    def __str__(self):
        return f"follower {self.pk} of {self.issue_id}"


class Evidence(models.Model):
    """What somebody behind an issue added later: words, a picture or a document."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="evidence")
    words = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "evidence"

    def __str__(self):
        return f"evidence {self.pk}"


class SafeguardingAlert(models.Model):
    """Somebody may be at risk: who to ring back, and nothing of what it is about (domain C8)."""

    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"alert {self.pk}"
