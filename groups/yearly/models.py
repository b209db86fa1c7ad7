"""Once a year each organisation is asked whether what we say about it is still right."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import Ends, carry
from groups.organisations.models import Organisation


class YearlyCheck(models.Model):
    """One round of asking: when, how many mails went, when the next is due, and how it ended."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ANSWERED = "answered", "Answered"
        SILENT = "silent", "No answer"
        STOPPED = "stopped", "Not needed any more"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="yearly_checks")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    times = models.PositiveSmallIntegerField("mails so far", default=1)
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="asked"), name="one_yearly_check_at_a_time"
            )
        ]

    def __str__(self):
        return f"Yearly check {self.pk} of {self.organisation}"


carry(
    "groups.YearlyCheck.organisation",
    "yearly questions whether it is still right",
    clash=Ends(rank=("asked",), since="asked_at", ends={"asked": "stopped"}, reason=""),
)
