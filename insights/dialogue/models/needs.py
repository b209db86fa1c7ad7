"""What an area needs, from the first words to a service that runs; and who of its partners gets its report."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.stakeholders.models import StakeholderContact


class AreaReader(models.Model):
    """A person of a partner who is sent the monthly report of an area (ledger A112)."""

    area = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="readers")
    contact = models.ForeignKey(StakeholderContact, on_delete=models.CASCADE, related_name="areas_read")
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["area", "contact"]
        verbose_name = "reader of an area's report"
        verbose_name_plural = "readers of areas' reports"
        constraints = [models.UniqueConstraint(fields=["area", "contact"], name="reads_area_once")]

    def __str__(self):
        return f"{self.contact} reads {self.area}"


class AreaNeedQuerySet(models.QuerySet):
    """Needs by how far they have come."""

    def to_report(self, first, last):
        """Those that were open in these days, and those that ended in them."""
        return self.filter(opened_on__lte=last).filter(Q(met_on=None) | Q(met_on__gte=first))


class AreaNeed(models.Model):
    """What residents of an area need, the solution they see, and the service that comes of it (ledger A106)."""

    class Stage(models.TextChoices):
        NEED = "need", "A need"
        SOLUTION = "solution", "A solution is found"
        SERVICE = "service", "A service runs"
        MET = "met", "The need is met"

    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="needs")
    words = models.CharField("what people need", max_length=300)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("how far is it", max_length=10, choices=Stage, default=Stage.NEED)
    solution = models.TextField("what would solve it", blank=True)
    service = models.TextField("what runs, and who provides it", blank=True)
    opened_on = models.DateField(default=timezone.localdate)
    met_on = models.DateField(null=True, blank=True)

    objects = AreaNeedQuerySet.as_manager()

    class Meta:
        ordering = ["opened_on", "pk"]
        verbose_name = "need of an area"
        verbose_name_plural = "needs of areas"
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="met", met_on__isnull=False) | ~Q(stage="met") & Q(met_on=None),
                name="area_need_met_on_a_day",
            )
        ]

    def __str__(self):
        return f"need {self.pk}"
