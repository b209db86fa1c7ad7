"""Participants who lead a CAG for a time."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from groups.action_groups.models.action_groups import ActionGroup


class ActionGroupLead(models.Model):
    """A participant who leads a CAG for a time; their name stands on its page when they say so."""

    action_group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="leads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    is_published = models.BooleanField("name shown on the CAG's page", default=False)

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action_group", "user"], condition=Q(ended_on__isnull=True), name="leads_action_group_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="lead_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.user} leads {self.action_group}"
