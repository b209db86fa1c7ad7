"""Dialogue: what mobilisers hear on the ground, with nobody named."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme
from insights.dialogue.models.areas import AreaAssignment
from insights.issues.models import Voice

# A month can still be mended in the first days of the next one; then its notes stand as they are.
DAYS_OPEN = 7


def open_since(today: date) -> date:
    """The first day of the oldest month whose notes may still be changed."""
    first = today.replace(day=1)
    return first if today.day > DAYS_OPEN else (first - timedelta(days=1)).replace(day=1)


class DialogueQuerySet(models.QuerySet):
    """Notes by who may read them, and by what was promised."""

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

    def promised(self):
        """Those with a promise to residents that waits to be kept."""
        return self.filter(promise_state=Dialogue.Promise.OPEN)


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

    class Consent(models.TextChoices):
        COUNT = "count", "Count it only"
        PARTNERS = "partners", "Quote the words to partners, without names"
        PUBLISH = "publish", "Quote the words to anybody, without names"

    class Promise(models.TextChoices):
        OPEN = "open", "Not yet kept"
        KEPT = "kept", "Kept"
        BROKEN = "broken", "Not kept"

    QUOTABLE = (Consent.PARTNERS, Consent.PUBLISH)

    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="dialogues")
    held_on = models.DateField()
    setting = models.CharField(max_length=10, choices=Setting)
    kind = models.CharField(max_length=10, choices=Kind)
    # Empty once they were taken out: they showed who somebody is, or somebody may be at risk.
    words = models.TextField("the words as they were said", blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="dialogues")
    present = models.PositiveIntegerField("how many people were there", default=1)
    led_by = models.CharField(max_length=10, choices=LedBy, default=LedBy.RESIDENTS)
    consent = models.CharField("how the words may be used", max_length=10, choices=Consent, default=Consent.COUNT)
    promise = models.TextField("what we promised the people there", blank=True)
    promise_state = models.CharField(max_length=10, choices=Promise, blank=True)
    promise_settled_on = models.DateField(null=True, blank=True)
    # Written down when its month was closed already: it stands beside that month, which does not change.
    is_addendum = models.BooleanField("added after the month was closed", default=False)
    # The voice on an issue that this note became.
    voice = models.OneToOneField(Voice, null=True, blank=True, on_delete=models.SET_NULL, related_name="note")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="dialogues")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = "conversation note"
        constraints = [
            models.CheckConstraint(condition=Q(present__gte=1), name="dialogue_somebody_present"),
            models.CheckConstraint(
                condition=Q(promise_state="")
                | Q(promise_settled_on=None, promise_state="open")
                | Q(promise_settled_on__isnull=False, promise_state__in=["kept", "broken"]),
                name="dialogue_promise_settled_on_a_day",
            ),
        ]

    def __str__(self):
        return f"note {self.pk}"
