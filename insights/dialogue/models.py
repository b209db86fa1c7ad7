"""Dialogue: what mobilisers hear on the ground, with nobody named."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme


class AreaAssignmentQuerySet(models.QuerySet):
    """Assignments by whether they hold today."""

    def current(self):
        """Those that have begun and not ended; on the day one ends it holds no more."""
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))


class AreaAssignment(models.Model):
    """A community mobiliser works in a place from one day until another (the day it ends counts no more)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_assignments")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="area_assignments")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = AreaAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["place", "starts_on"]

    def __str__(self):
        return f"{self.user} in {self.place}"


# A month can still be mended in the first days of the next one; then its notes stand as they are.
DAYS_OPEN = 7


def open_since(today: date) -> date:
    """The first day of the oldest month whose notes may still be changed."""
    first = today.replace(day=1)
    return first if today.day > DAYS_OPEN else (first - timedelta(days=1)).replace(day=1)


class DialogueQuerySet(models.QuerySet):
    """Notes by who may read them."""

    def visible_to(self, user):
        """A mobiliser reads the notes of the areas assigned to them today; staff read all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("insights.view_dialogue"):
            return self.all()
        return self.filter(area__in=AreaAssignment.objects.current().filter(user=user).values("place"))

    def editable_by(self, user):
        """One's own notes whose month is still open, in areas one still works in."""
        return self.visible_to(user).filter(by=user, held_on__gte=open_since(timezone.localdate()))

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
