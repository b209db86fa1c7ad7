"""An initiative and who carries it: host, backers, member institutions, steering group, organiser (A133-A149)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup
from groups.organisations.models import Organisation
from groups.places.models import Place


class Year(NamedTuple):
    """One year of an initiative, by its own calendar."""

    number: int
    first: date
    last: date

    @property
    def label(self) -> str:
        return f"Year {self.number} ({self.first:%B %Y} to {self.last:%B %Y})"


class InitiativeQuerySet(models.QuerySet):
    """Initiatives by who may see them."""

    def visible_to(self, user):
        """What is published for everybody; drafts for staff and for whoever organises it today."""
        if user.is_authenticated and (user.is_superuser or user.has_perm("insights.view_initiative")):
            return self.all()
        mine = Organiser.objects.current().filter(user=user).values("initiative") if user.is_authenticated else []
        return self.filter(Q(is_published=True) | Q(pk__in=mine))


class Initiative(models.Model):
    """A piece of community organising with a host, funders, aims and its own year, such as an estate's alliance."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="initiatives")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="initiatives_hosted")
    parent = models.CharField("the alliance it belongs to", max_length=150, blank=True)
    action_group = models.ForeignKey(
        ActionGroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="initiatives",
        verbose_name="its CAG",
    )
    purpose = models.TextField("what it is for", blank=True)
    aims = models.TextField(blank=True, help_text="One aim a line.")
    evaluation = models.TextField("how it is evaluated, and by whom", blank=True)
    starts_on = models.DateField("first day", help_text="Its own years begin on this day of the year.")
    years = models.PositiveSmallIntegerField("how many years", default=3)
    is_published = models.BooleanField("everybody may read it", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(years__gte=1, years__lte=10), name="initiative_some_years")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("insights:initiative-detail", args=[self.slug])

    def own_years(self) -> list[Year]:
        """Its years, each from the day it began to the day before the next."""
        begins = [_same_day(self.starts_on, n) for n in range(self.years + 1)]
        return [Year(n + 1, begins[n], begins[n + 1] - timedelta(days=1)) for n in range(self.years)]


def _same_day(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


class Backer(models.Model):
    """Who pays for an initiative, works with it or evaluates it (ledger A133, A145, A147)."""

    class Role(models.TextChoices):
        FUNDER = "funder", "Funder"
        PUBLIC = "public", "Public partner"
        PRIVATE = "private", "Private partner"
        EVALUATOR = "evaluator", "External evaluator"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="backers")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        ordering = ["role", "name"]
        constraints = [models.UniqueConstraint(fields=["initiative", "name", "role"], name="backer_once_a_role")]

    def __str__(self):
        return self.name


class AllianceMember(models.Model):
    """An institution in the alliance, by its type (ledger A134)."""

    class Kind(models.TextChoices):
        FAITH = "faith", "Faith"
        EDUCATION = "education", "Education"
        COMMUNITY = "community", "Community"
        OTHER = "other", "Other"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="alliances")
    kind = models.CharField("institution type", max_length=10, choices=Kind)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation"], condition=Q(left_on=None), name="in_alliance_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.initiative}"


class SteeringSeats(models.Model):
    """How many people of which role sit in the steering group; nobody is named (ledger A145)."""

    class Role(models.TextChoices):
        RESIDENT = "resident", "Residents"
        MEMBER = "member", "Member institutions"
        PARTNER = "partner", "Partners"
        FUNDER = "funder", "Funders"
        HOST = "host", "Host organisation"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=10, choices=Role)
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "role"], name="seats_by_role_once")]

    def __str__(self):
        return f"{self.get_role_display()}: {self.people}"


class OrganiserQuerySet(models.QuerySet):
    """Organisers by the day."""

    def current(self):
        """Those who have begun and not ended; on the day one ends it holds no more."""
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gt=today))


class Organiser(models.Model):
    """A community organiser works for an initiative so many hours a week, from one day to another (ledger A149)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="organisers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="organises")
    hours = models.DecimalField("hours a week", max_digits=4, decimal_places=1)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = OrganiserQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=60), name="organiser_some_hours")]

    def __str__(self):
        return f"{self.user} for {self.initiative}"


carry("insights.AllianceMember.organisation", "alliances", clash=DROP)
carry("insights.Initiative.action_group", "initiatives")
carry("insights.Initiative.host", "initiatives it hosts")
