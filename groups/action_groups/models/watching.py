"""People who want to hear about a CAG without being in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.action_groups.models.action_groups import ActionGroup


class ActionGroupWatch(models.Model):
    """ "Tell me about this CAG": somebody hears its news without joining; taking it back deletes the row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="action_group_watches")
    action_group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="watches")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        verbose_name_plural = "action group watches"
        constraints = [models.UniqueConstraint(fields=["user", "action_group"], name="watch_action_group_once")]

    def __str__(self):
        return f"{self.user} follows {self.action_group}"
