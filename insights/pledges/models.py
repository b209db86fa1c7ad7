"""Pledges: promises of power-holders, in their exact words, followed until kept or broken."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from insights.issues.models import Issue
from insights.reports.models import Ask
from insights.stakeholders.models import StakeholderContact


class PledgeQuerySet(models.QuerySet):
    """Pledges by how they stand."""

    def live(self):
        return self.filter(state__in=[Pledge.State.PLEDGED, Pledge.State.PART_PLEDGED, Pledge.State.EVIDENCE_GIVEN])

    def overdue(self, today):
        return self.live().filter(due_on__lt=today)


class Pledge(models.Model):
    """A promise that answers one ask; its wording is frozen once shared."""

    class State(models.TextChoices):
        PLEDGED = "pledged", "Promised"
        PART_PLEDGED = "part_pledged", "Promised in part"
        EVIDENCE_GIVEN = "evidence_given", "They say it is done"
        KEPT = "kept", "Kept"
        PARTLY_KEPT = "partly_kept", "Kept in part"
        BROKEN = "broken", "Not kept"

    MOVES = {
        State.PLEDGED: (State.EVIDENCE_GIVEN, State.KEPT, State.PARTLY_KEPT, State.BROKEN),
        State.PART_PLEDGED: (State.EVIDENCE_GIVEN, State.KEPT, State.PARTLY_KEPT, State.BROKEN),
        State.EVIDENCE_GIVEN: (State.KEPT, State.PARTLY_KEPT, State.BROKEN),
        State.KEPT: (),
        State.PARTLY_KEPT: (),
        State.BROKEN: (),
    }

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="pledges")
    issues = models.ManyToManyField(Issue, blank=True, related_name="pledges")
    holder = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges"
    )
    words = models.TextField("the exact words")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.PLEDGED)
    evidence = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    last_word_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"pledge {self.pk}"
