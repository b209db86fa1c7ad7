"""What CAGs were before."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.action_groups.models.action_groups import ActionGroup


class ActionGroupChange(models.Model):
    """What a CAG was called, what it was for and what it focused on before, so that history stays readable."""

    action_group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    focus = models.CharField(max_length=12, choices=ActionGroup.Focus)
    purpose = models.TextField()
    state = models.CharField(max_length=10, choices=ActionGroup.State)
    reason = models.CharField("why it changed", max_length=250, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name} until {self.at:%d %B %Y}"
