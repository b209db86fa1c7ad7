"""Invitations to meetings: a round that staff sent, and each person in it, once a meeting."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.outbox.models import OutboundMail
from meetings.meetings.models import Meeting


class InvitationRound(models.Model):
    """Whom staff invited to a meeting at one time, by what, and how many were left out."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitation_rounds")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Keys of what the audience was chosen by (audience.py); staff's own words stand on top of the mail.
    audience = models.JSONField(default=dict)
    audience_words = models.CharField("whom", max_length=500)
    words = models.TextField("words of our own", blank=True)
    asks_again = models.BooleanField("asks once more", default=True)
    invited = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField("left out: have answered", default=0)
    before = models.PositiveIntegerField("left out: were invited before", default=0)
    stopped = models.PositiveIntegerField("left out: want no such mails, or are away", default=0)

    class Meta:
        verbose_name = "round of invitations to a meeting"
        verbose_name_plural = "rounds of invitations to meetings"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.meeting}: {self.audience_words}"


class MeetingInvitationQuerySet(models.QuerySet):
    """Invitations by what is still to be done about them."""

    def to_send(self):
        return self.filter(sent_at__isnull=True, dropped_at__isnull=True)

    def to_ask_again(self, before):
        """Sent before this moment, never asked again, in a round that asks again, for a meeting that goes ahead."""
        rows = self.filter(sent_at__lte=before, chased_at__isnull=True, round__asks_again=True)
        return rows.filter(meeting__state=Meeting.State.PUBLISHED)


class MeetingInvitation(models.Model):
    """One person invited to one meeting; its row is what keeps them from being invited twice."""

    round = models.ForeignKey(InvitationRound, on_delete=models.CASCADE, related_name="invitations")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_invitations")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Not needed any more when its turn came: answered meanwhile, or the meeting was called off.
    dropped_at = models.DateTimeField("not sent", null=True, blank=True)
    chased_at = models.DateTimeField("asked once more", null=True, blank=True)
    mail = models.ForeignKey(OutboundMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = MeetingInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation to a meeting"
        verbose_name_plural = "invitations to meetings"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="invited_once_to_a_meeting"),
        ]

    def __str__(self):
        return f"{self.meeting} to {self.user}"
