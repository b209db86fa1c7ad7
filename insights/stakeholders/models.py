"""Stakeholders ("partners" on screen): bodies that can change something, their people, meetings and our dealings."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.places.models import Place
from groups.themes.models import Theme

CHECK_AFTER = timedelta(days=365)


class StakeholderQuerySet(models.QuerySet):
    """Partners by whether somebody looked at their contacts lately."""

    def to_check(self, today: date):
        """Nobody said for a year that the names and addresses are still right."""
        return self.filter(checked_on__lte=today - CHECK_AFTER)


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
    checked_on = models.DateField("contacts last checked on", default=timezone.localdate, editable=False)
    check_asked_on = models.DateField(null=True, blank=True, editable=False)

    objects = StakeholderQuerySet.as_manager()

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


class PartnerMeetingQuerySet(models.QuerySet):
    """Meeting dates of partners, by what can still reach them."""

    def reachable(self, today: date):
        """Papers can still be handed in for these; the nearest first."""
        open_for_papers = models.Q(papers_due_on__gte=today) | models.Q(papers_due_on=None, held_on__gt=today)
        return self.filter(open_for_papers).order_by("held_on")


class PartnerMeeting(models.Model):
    """A day on which a partner meets, and until when it takes papers for that meeting."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField("meets on")
    papers_due_on = models.DateField("papers by", null=True, blank=True)
    what = models.CharField("what kind of meeting", max_length=120, blank=True)

    objects = PartnerMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]
        verbose_name = "meeting of the partner"
        verbose_name_plural = "meetings of the partner"
        constraints = [
            models.UniqueConstraint(fields=["stakeholder", "held_on"], name="partner_meets_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(papers_due_on=None) | models.Q(papers_due_on__lte=models.F("held_on")),
                name="papers_before_the_meeting",
            ),
        ]

    def __str__(self):
        return f"{self.held_on:%d %B %Y}"


class RelationshipNote(models.Model):
    """One entry of the log of our dealings with a partner; staff read it, nobody changes it later."""

    class How(models.TextChoices):
        MEETING = "meeting", "Met"
        PHONE = "phone", "By phone"
        MAIL = "mail", "By mail"
        EVENT = "event", "At an event"

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="log")
    contact = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.SET_NULL, related_name="log"
    )
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    words = models.TextField("what was said or done")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = "entry in the log"
        verbose_name_plural = "log of our dealings"

    def __str__(self):
        return f"{self.on:%d %B %Y}"
