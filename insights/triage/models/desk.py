"""On the desk beside an issue: ticks, notes among staff, who keeps an eye on it, and who could act."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup
from insights.issues.models import Issue
from insights.stakeholders.models import Stakeholder


class IssueCheck(models.Model):
    """One thing of the checklist that staff looked at (domain C4); what the record itself shows needs no tick."""

    class Item(models.TextChoices):
        SAFE = "safe", "Safe to hold: nobody named, nothing disclosed"
        CLEAR = "clear", "Clear: we understand what is meant"
        MERGED = "merged", "Looked for others that say the same"
        TOLD = "told", "The people behind it were told"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="checks")
    item = models.CharField(max_length=8, choices=Item)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "item"], name="issue_checked_once")]

    def __str__(self):
        return f"{self.item} of {self.issue}"


class IssueNote(models.Model):
    """What staff tell each other about an issue; nobody else reads it, and no mail or export holds it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"note {self.pk} on {self.issue}"


class IssueWatch(models.Model):
    """One member of staff keeps an eye on one issue, whoever looks after it (A039)."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="issues_watched")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "user"], name="issue_watched_once")]

    def __str__(self):
        return f"{self.user_id} watches {self.issue}"


class WhoCanAct(models.Model):
    """A CAG or a partner that staff see as able to do something about an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="who_can_act")
    action_group = models.ForeignKey(
        ActionGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="issues_to_act_on"
    )
    stakeholder = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="issues_to_act_on"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action_group__isnull=True, stakeholder__isnull=False)
                | Q(action_group__isnull=False, stakeholder__isnull=True),
                name="who_can_act_is_one",
            ),
            models.UniqueConstraint(fields=["issue", "action_group"], name="cag_can_act_once"),
            models.UniqueConstraint(fields=["issue", "stakeholder"], name="partner_can_act_once"),
        ]

    def __str__(self):
        return str(self.action_group or self.stakeholder)


carry("insights.WhoCanAct.action_group", "issues it could act on", clash=DROP)
