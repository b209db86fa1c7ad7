"""Leaders: people who agreed to be written down by name, and the trainings they took part in (A151)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from insights.initiatives.models.initiatives import AllianceMember, Initiative
from insights.initiatives.models.records import TrainingHeld


class LeaderQuerySet(models.QuerySet):
    """Leaders by whether they still agree."""

    def agreeing(self):
        """Those who have not withdrawn."""
        return self.filter(withdrawn_on=None)


class Leader(models.Model):
    """Somebody who agreed, on a day, to be asked to trainings and actions; who withdraws is a row without a name."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="leaders")
    name = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads_in"
    )
    member = models.ForeignKey(
        AllianceMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="leaders"
    )
    consent_on = models.DateField("agreed on", default=timezone.localdate)
    withdrawn_on = models.DateField(null=True, blank=True)
    trainings = models.ManyToManyField(TrainingHeld, blank=True, related_name="leaders")

    objects = LeaderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(name="", user=None, member=None),
                name="withdrawn_leader_has_no_name",
            ),
            models.UniqueConstraint(
                fields=["initiative", "user"], condition=Q(withdrawn_on=None), name="leader_once"
            ),
        ]

    def __str__(self):
        return f"leader {self.pk}"
