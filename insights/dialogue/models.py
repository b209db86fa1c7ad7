"""Dialogue: what mobilisers hear on the ground, with nobody named."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme


class AreaAssignment(models.Model):
    """A community mobiliser works in a place from one day to another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_assignments")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="area_assignments")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place", "starts_on"]

    def __str__(self):
        return f"{self.user} in {self.place}"


class DialogueQuerySet(models.QuerySet):
    """Notes by who may read them."""

    def visible_to(self, user):
        """A mobiliser reads the notes of the areas assigned to them today; staff read all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("insights.view_dialogue"):
            return self.all()
        today = timezone.localdate()
        areas = AreaAssignment.objects.filter(user=user, starts_on__lte=today).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        )
        return self.filter(area__in=areas.values("place"))

    def in_month(self, year: int, month: int):
        return self.filter(held_on__year=year, held_on__month=month)


class Dialogue(models.Model):
    """One conversation note: where, when, what was said, how many were there (ledger A108, A109)."""

    class Kind(models.TextChoices):
        IDEA = "idea", "An idea"
        ISSUE = "issue", "An issue"
        INTEREST = "interest", "An interest"

    class Setting(models.TextChoices):
        DOORSTEP = "doorstep", "On a doorstep"
        STREET = "street", "In the street or park"
        VENUE = "venue", "In a community building"
        EVENT = "event", "At an event"
        SCHOOL = "school", "At a school or nursery"
        FAITH = "faith", "At a place of worship"
        OTHER = "other", "Somewhere else"

    class LedBy(models.TextChoices):
        RESIDENTS = "residents", "Residents"
        PARTNER = "partner", "A partner"
        STAFF = "staff", "Us"

    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="dialogues")
    held_on = models.DateField()
    setting = models.CharField(max_length=10, choices=Setting)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField("the words as they were said")
    themes = models.ManyToManyField(Theme, blank=True, related_name="dialogues")
    present = models.PositiveIntegerField("how many people were there", default=1)
    led_by = models.CharField(max_length=10, choices=LedBy, default=LedBy.RESIDENTS)
    may_quote = models.BooleanField("these words may be quoted", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="dialogues")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = "conversation note"
        constraints = [models.CheckConstraint(condition=Q(present__gte=1), name="dialogue_somebody_present")]

    def __str__(self):
        return f"note {self.pk}"
