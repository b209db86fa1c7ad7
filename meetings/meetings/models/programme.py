"""What happens at a meeting, and who speaks."""

from django.conf import settings
from django.db import models

from camk.merging import carry
from groups.organisations.models import Organisation
from meetings.meetings.models.meetings import Meeting


class Speaker(models.Model):
    """Somebody who speaks at a meeting; shown only with their consent."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation_name = models.CharField(max_length=150, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    # Known when staff gave an address: speakers are reminded then.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self):
        return self.name


class AgendaItem(models.Model):
    """One part of a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


carry("meetings.Speaker.organisation", "speakers at meetings")
