"""Help that organisations offer to people behind issues, and volunteers they look for: counts, never names."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary
from insights.issues.models import Issue

LONGEST = timedelta(days=366)


class OfferQuerySet(models.QuerySet):
    """Offers by whether they hold and whose they are."""

    def open(self, today=None):
        """In force, of an organisation that takes part at present."""
        live = {"state": Offer.State.OPEN, "organisation__state": Organisation.State.ACTIVE}
        return self.filter(until__gte=today or timezone.localdate(), **live)

    def of(self, user):
        """Those of the organisations this person acts for."""
        return self.filter(organisation__in=Organisation.objects.admitted().of(user).values("pk"))

    def visible_to(self, user):
        """Open ones for everybody; one's own and, for staff, all of them also when they are over."""
        if not user.is_authenticated:
            return self.open()
        if user.is_staff and user.has_perm("insights.view_offer"):
            return self.all()
        return self.filter(Q(pk__in=self.open().values("pk")) | Q(pk__in=self.of(user).values("pk")))


class Offer(models.Model):
    """Help for people an issue is about: what, for whom, how many places, how to take it up, until when."""

    class Format(models.TextChoices):
        GROUP = "group", "Group sessions"
        ONE_TO_ONE = "one_to_one", "One to one"
        BOTH = "both", "Group sessions and one to one"
        OTHER = "other", "In another way"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        OVER = "over", "Over"
        WITHDRAWN = "withdrawn", "Taken back"
        HIDDEN = "hidden", "Hidden by our office"

    MOVES = {
        State.OPEN: (State.OVER, State.WITHDRAWN, State.HIDDEN),
        State.OVER: (State.OPEN, State.WITHDRAWN),
        State.HIDDEN: (State.OPEN, State.WITHDRAWN),
        State.WITHDRAWN: (),
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="help_offers")
    title = models.CharField(max_length=120)
    words = models.TextField("more about it", blank=True)
    format = models.CharField("how it is given", max_length=12, choices=Format)
    for_whom = models.ManyToManyField(Beneficiary, blank=True, related_name="help_offers")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="help_offers")
    places = models.PositiveIntegerField("for how many people", null=True, blank=True)
    taken = models.PositiveIntegerField("how many have taken it up", default=0)
    how_to = models.CharField("how to take it up", max_length=300)
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField("why our office hid it", max_length=300, blank=True)
    issues = models.ManyToManyField(Issue, blank=True, related_name="offers")
    asked_for = models.DateField("asked whether it goes on, for this last day", null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = "offer of help"
        verbose_name_plural = "offers of help"
        indexes = [models.Index(fields=["state", "until"], name="offer_state_until")]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gt=0) & Q(taken__lte=F("places")),
                name="offer_taken_within_places",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.until >= timezone.localdate()

    @property
    def is_full(self) -> bool:
        return self.places is not None and self.taken >= self.places

    @property
    def left(self) -> int | None:
        """How many places are left; None without a limit."""
        return None if self.places is None else self.places - self.taken


class VolunteerRequestQuerySet(models.QuerySet):
    """Requests by where they stand and whose they are."""

    def waiting(self):
        return self.filter(state__in=VolunteerRequest.WAITING)

    def counted(self):
        """All that were not taken back: of them everybody reads how many were looked for and found."""
        return self.exclude(state=VolunteerRequest.State.WITHDRAWN)

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.is_staff and user.has_perm("insights.view_volunteerrequest"):
            return self.all()
        return self.filter(organisation__in=Organisation.objects.of(user).values("pk"))


class VolunteerRequest(models.Model):
    """An organisation looks for volunteers; what became of it is a number, never a list of people."""

    class State(models.TextChoices):
        NEW = "new", "With our office"
        LOOKING = "looking", "We are looking"
        MET = "met", "Found"
        PART_MET = "part_met", "Found in part"
        NOT_MET = "not_met", "Not found"
        WITHDRAWN = "withdrawn", "Taken back"

    WAITING = (State.NEW, State.LOOKING)
    MOVES = {
        State.NEW: (State.LOOKING, State.MET, State.PART_MET, State.NOT_MET, State.WITHDRAWN),
        State.LOOKING: (State.MET, State.PART_MET, State.NOT_MET, State.WITHDRAWN),
        State.MET: (),
        State.PART_MET: (State.LOOKING,),
        State.NOT_MET: (State.LOOKING,),
        State.WITHDRAWN: (),
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="volunteer_requests")
    issue = models.ForeignKey(
        Issue, null=True, blank=True, on_delete=models.SET_NULL, related_name="volunteer_requests"
    )
    role = models.CharField("what they would do", max_length=120)
    words = models.TextField("more about it", blank=True)
    wanted = models.PositiveIntegerField("how many")
    until = models.DateField("needed by")
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    found = models.PositiveIntegerField("how many were found", default=0)
    outcome = models.CharField("what became of it", max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = VolunteerRequestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "request for volunteers"
        verbose_name_plural = "requests for volunteers"
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gt=0), name="volunteers_wanted_some"),
            models.CheckConstraint(
                condition=~Q(state="part_met") | Q(found__gt=0), name="volunteers_part_found_some"
            ),
        ]

    def __str__(self):
        return f"{self.wanted} for: {self.role}"


carry("insights.Offer.organisation", "offers of help")
carry("insights.VolunteerRequest.organisation", "requests for volunteers")
