"""What is asked and answered before somebody may act for an organisation."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.organisations.models import OrganisationRole


class RoleMessage(models.Model):
    """One question to somebody who asked to act for an organisation, or their answer; kept as it was written."""

    role = models.ForeignKey(OrganisationRole, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_answer = models.BooleanField(default=False)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{'Answer' if self.is_answer else 'Question'} {self.pk}"
