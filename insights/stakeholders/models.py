"""Stakeholders ("partners" on screen): bodies that can change something, and their people."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme


class Stakeholder(models.Model):
    """A body that issues are raised with: council, board, NHS, police, landlord, funder."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "City council"
        COUNCILLOR = "councillor", "Councillor"
        PARISH = "parish", "Parish, town or community council"
        BOARD = "board", "Partnership board"
        NHS = "nhs", "NHS or integrated care"
        POLICE = "police", "Police or fire"
        HOUSING = "housing", "Housing provider"
        EDUCATION = "education", "School, college or university"
        FUNDER = "funder", "Funder"
        BUSINESS = "business", "Business"
        MP = "mp", "Member of Parliament"
        BODY = "body", "Regional or national body"
        NETWORK = "network", "Network"

    class Sector(models.TextChoices):
        STATE = "state", "State"
        MARKET = "market", "Market"
        CIVIL = "civil", "Civil society"

    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    sector = models.CharField(max_length=8, choices=Sector, default=Sector.STATE)
    themes = models.ManyToManyField(Theme, blank=True, related_name="stakeholders")
    places = models.ManyToManyField(Place, blank=True, related_name="stakeholders")
    answer_days = models.PositiveSmallIntegerField("agreed answer time in working days", default=20)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class StakeholderContactQuerySet(models.QuerySet):
    """Contacts by whether they hold their office today."""

    def current(self):
        today = timezone.localdate()
        return self.filter(models.Q(term_end__isnull=True) | models.Q(term_end__gte=today))


class StakeholderContact(models.Model):
    """A person in an office of a stakeholder, for a term; the power-holder that asks are put to."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="contacts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stakeholder_contacts")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)
    is_senior = models.BooleanField(default=False)
    term_start = models.DateField(null=True, blank=True)
    term_end = models.DateField(null=True, blank=True)

    objects = StakeholderContactQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "partner contact"

    def __str__(self):
        return f"{self.name}, {self.office}" if self.office else self.name

    @property
    def is_in_office(self) -> bool:
        """Whether their term still runs today."""
        return self.term_end is None or self.term_end >= timezone.localdate()
