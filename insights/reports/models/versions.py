"""Earlier states of a draft, so that what was changed can be looked at and brought back."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from insights.reports.models.reports import StakeholderReport


class DraftVersion(models.Model):
    """A report's draft as somebody left it; gone once the report is sent, as what was sent is frozen itself.

    Words of people who told us are not in it: `data` names issues and voices by number alone.
    """

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="kept_versions")
    data = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.report_id} as left on {self.at:%d %B %Y, %H:%M}"
