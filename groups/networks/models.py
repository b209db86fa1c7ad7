"""Networks beyond CAGs: bodies that link organisations, older ones and those the pandemic brought about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import Ends, carry
from camk.next_steps import NextStep
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme


class NetworkQuerySet(models.QuerySet):
    """Networks by who may see them."""

    def visible_to(self, user):
        """Everybody reads those that are shown; staff also drafts."""
        if user.is_staff and user.has_perm("groups.view_network"):
            return self.all()
        return self.exclude(state=Network.State.DRAFT)


class Network(models.Model):
    """A network of organisations with its lead body, where it comes from, and how to get involved."""

    class Kind(models.TextChoices):
        SECTOR = "sector", "For the whole voluntary sector"
        ISSUE = "issue", "About one issue"
        AREA = "area", "Of one area"
        PEOPLE = "people", "For people who do the same work"

    class Origin(models.TextChoices):
        OLDER = "older", "Was there before the pandemic"
        PANDEMIC = "pandemic", "Came about because of the pandemic"
        SINCE = "since", "Began after the pandemic"
        UNKNOWN = "unknown", "We do not know when it began"

    class State(models.TextChoices):
        DRAFT = "draft", "Not shown yet"
        ACTIVE = "active", "Active"
        QUIET = "quiet", "Quiet for now"
        ENDED = "ended", "Ended"

    MOVES = {
        State.DRAFT: (State.ACTIVE,),
        State.ACTIVE: (State.QUIET, State.ENDED, State.DRAFT),
        State.QUIET: (State.ACTIVE, State.ENDED),
        State.ENDED: (State.ACTIVE,),
    }

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    purpose = models.TextField("what it is for")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.UNKNOWN)
    started_in = models.PositiveSmallIntegerField("year it began", null=True, blank=True)
    lead_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="leads_networks"
    )
    lead_body = models.CharField("lead body, if it is not listed here", max_length=150, blank=True)
    lead_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Gets the mail when an organisation would like to be involved, and confirms it.",
    )
    staff_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="our contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="networks")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="networks")
    how_to_join = models.TextField("how to get involved", blank=True)
    public_email = models.EmailField("e-mail address everybody may see", blank=True)
    website = models.URLField(blank=True)
    represents = models.TextField(
        "where it speaks for the sector", blank=True, help_text="Boards and partnerships, one a line."
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:network-detail", args=[self.slug])

    @property
    def lead(self) -> str:
        """Who leads it, in words."""
        return self.lead_organisation.name if self.lead_organisation else self.lead_body

    @property
    def boards(self) -> list[str]:
        return [line.strip() for line in self.represents.splitlines() if line.strip()]

    @property
    def is_open(self) -> bool:
        """Whether organisations can ask to be involved."""
        return self.state in (self.State.ACTIVE, self.State.QUIET)


class NetworkMembershipQuerySet(models.QuerySet):
    """Who is in which network, by state."""

    def confirmed(self):
        return self.filter(state=NetworkMembership.State.CONFIRMED)

    def waiting(self):
        return self.filter(state=NetworkMembership.State.ASKED)


class NetworkMembership(models.Model):
    """An organisation in a network, with the dates of each step; leaving ends the row, never deletes it."""

    class State(models.TextChoices):
        ASKED = "asked", "Would like to be involved"
        CONFIRMED = "confirmed", "Part of it"
        DECLINED = "declined", "Not taken in"
        LEFT = "left", "Was part of it"

    MOVES = {
        State.ASKED: (State.CONFIRMED, State.DECLINED, State.LEFT),
        State.CONFIRMED: (State.LEFT,),
        State.DECLINED: (),
        State.LEFT: (),
    }
    LIVE = (State.ASKED, State.CONFIRMED)

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="network_memberships")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.TextField("what they wrote", blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=Q(state__in=["asked", "confirmed"]),
                name="organisation_in_network_once",
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.network}"


class NetworkSupport(models.Model):
    """What we did for a network on a day; everybody reads it on the network's page."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="support")
    on = models.DateField(default=timezone.localdate)
    words = models.CharField("what we did", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = "support given to a network"
        verbose_name_plural = "support given to networks"

    def __str__(self):
        return f"{self.network}, {self.on:%d %B %Y}"


class NetworkStep(NextStep):
    """A next step we promised a network, with its day and who sees to it; everybody reads how it stands."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="steps")

    class Meta(NextStep.Meta):
        verbose_name = "next step of a network"
        verbose_name_plural = "next steps of networks"

    def __str__(self):
        return f"{self.network}: {self.words}"


carry("groups.Network.lead_organisation", "networks it leads")
carry(
    "groups.NetworkMembership.organisation",
    "networks it is in",
    clash=Ends(rank=("confirmed", "asked"), since="asked_at", ends={"confirmed": "left", "asked": "left"}, reason=""),
)
