"""What members and leads of a CAG propose: a meeting, a topic, a speaker, a resource."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.action_groups.models.action_groups import ActionGroup


class ActionGroupProposalQuerySet(models.QuerySet):
    """Proposals by where they have got to."""

    def waiting(self):
        return self.filter(state=ActionGroupProposal.State.PROPOSED)


class ActionGroupProposal(models.Model):
    """Something a participant would like the CAG to do; staff take it up or say why not."""

    class Kind(models.TextChoices):
        MEETING = "meeting", "A meeting"
        TOPIC = "topic", "A topic to talk about"
        SPEAKER = "speaker", "A speaker"
        RESOURCE = "resource", "A guide, tool or other resource"

    class State(models.TextChoices):
        PROPOSED = "proposed", "We are looking at it"
        ACCEPTED = "accepted", "Taken up"
        DECLINED = "declined", "Not taken up"
        WITHDRAWN = "withdrawn", "Taken back"

    MOVES = {
        State.PROPOSED: (State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
        State.ACCEPTED: (),
        State.DECLINED: (State.ACCEPTED,),
        State.WITHDRAWN: (),
    }

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=150)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    result_url = models.URLField("page of what came of it", blank=True)

    objects = ActionGroupProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = "CAG proposal"

    def __str__(self):
        return self.title
