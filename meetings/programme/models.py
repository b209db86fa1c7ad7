"""What became of a proposal: the meeting that took it up."""

from django.db import models
from django.utils import timezone

from groups.action_groups.models import ActionGroupProposal
from meetings.meetings.models import AgendaItem, Meeting, Speaker


class TakenUp(models.Model):
    """A proposal of a CAG's member or lead became a meeting, a part of its agenda, or one of its speakers."""

    proposal = models.OneToOneField(ActionGroupProposal, on_delete=models.CASCADE, related_name="taken_up")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="taken_up")
    part = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "proposal taken up"
        verbose_name_plural = "proposals taken up"

    def __str__(self):
        return f"proposal {self.proposal_id} at {self.meeting}"
