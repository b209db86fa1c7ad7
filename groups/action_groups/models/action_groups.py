"""Collaborative Action Groups (CAGs): by area, by issue, by initiative; and who is in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import Ends, carry
from groups.organisations.models import Organisation, OrganisationRole
from groups.places.models import Place
from groups.programmes.models import Programme
from groups.themes.models import Theme


class ActionGroupQuerySet(models.QuerySet):
    """CAGs by whether they run and who may see them."""

    def running(self):
        return self.filter(state=ActionGroup.State.ACTIVE)

    def running_or_paused(self):
        return self.filter(state__in=[ActionGroup.State.ACTIVE, ActionGroup.State.PAUSED])

    def visible_to(self, user):
        """Everybody reads running and paused CAGs, and closed ones for their history; staff also drafts."""
        if user.is_authenticated and user.has_perm("groups.view_actiongroup"):
            return self.all()
        return self.exclude(state=ActionGroup.State.DRAFT)

    def of(self, user):
        """CAGs this person is in, for an organisation or on their own."""
        return self.filter(pk__in=ActionGroupMembership.objects.active().of(user).values("action_group"))


class ActionGroup(models.Model):
    """A Collaborative Action Group: organisations that share an area, an issue or an initiative."""

    class Focus(models.TextChoices):
        AREA = "area", "By area"
        ISSUE = "issue", "By issue"
        INITIATIVE = "initiative", "By initiative"

    class State(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        ACTIVE = "active", "Running"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    focus = models.CharField(max_length=12, choices=Focus)
    purpose = models.TextField()
    achieved = models.TextField("what it has achieved", blank=True, help_text="One line each.")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="action_groups"
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="action_groups")
    themes = models.ManyToManyField(Theme, blank=True, related_name="action_groups")
    staff_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asks_own_approval = models.BooleanField(
        default=False,
        help_text="Admission to the network does not admit here; somebody decides on each request.",
    )
    slack_url = models.URLField("Slack join link", blank=True)
    is_response = models.BooleanField("response to an emergency (shown with a banner)", default=False)
    started_on = models.DateField(default=timezone.localdate)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ActionGroupQuerySet.as_manager()

    class Meta:
        ordering = ["focus", "name"]
        verbose_name = "Collaborative Action Group"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:action-group-detail", args=[self.slug])

    @property
    def is_joinable(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def achievements(self) -> list[str]:
        return [line.strip() for line in self.achieved.splitlines() if line.strip()]


class ActionGroupChange(models.Model):
    """What a CAG was called, what it was for and what it focused on before, so that history stays readable."""

    action_group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    focus = models.CharField(max_length=12, choices=ActionGroup.Focus)
    purpose = models.TextField()
    state = models.CharField(max_length=10, choices=ActionGroup.State)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.name} until {self.at:%d %B %Y}"


class ActionGroupMembershipQuerySet(models.QuerySet):
    """Memberships by state and person."""

    def active(self):
        return self.filter(state=ActionGroupMembership.State.ACTIVE)

    def waiting(self):
        return self.filter(state=ActionGroupMembership.State.APPLIED)

    def of(self, user):
        """Those of the person's organisations, and their own as a supporter."""
        organisations = OrganisationRole.objects.current().filter(user=user).values("organisation")
        own = ActionGroupMembership.objects.filter(user=user).order_by().values("pk")
        theirs = ActionGroupMembership.objects.filter(organisation__in=organisations).order_by().values("pk")
        # Joined, each by its index: an "or" would make PostgreSQL read every membership there is.
        return self.filter(pk__in=own.union(theirs))


class ActionGroupMembership(models.Model):
    """An organisation, or an individual supporter, in a CAG, with the dates and reasons of each step."""

    class State(models.TextChoices):
        APPLIED = "applied", "Asked to join"
        ACTIVE = "active", "Member"
        REJECTED = "rejected", "Not admitted"
        WITHDRAWN = "withdrawn", "Request taken back"
        PAUSED = "paused", "Paused"
        DORMANT = "dormant", "Quiet for a year"
        LEFT = "left", "Left"
        REMOVED = "removed", "Removed"
        ENDED = "ended", "The CAG closed"

    MOVES = {
        State.APPLIED: (State.ACTIVE, State.REJECTED, State.WITHDRAWN),
        State.ACTIVE: (State.PAUSED, State.DORMANT, State.LEFT, State.REMOVED, State.ENDED),
        State.PAUSED: (State.ACTIVE, State.LEFT, State.ENDED),
        State.DORMANT: (State.ACTIVE, State.LEFT, State.ENDED),
        State.REJECTED: (),
        State.WITHDRAWN: (),
        State.LEFT: (),
        State.REMOVED: (),
        State.ENDED: (),
    }
    LIVE = (State.APPLIED, State.ACTIVE, State.PAUSED, State.DORMANT)

    action_group = models.ForeignKey(ActionGroup, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    state = models.CharField(max_length=10, choices=State, default=State.APPLIED)
    applied_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = ActionGroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["applied_at"]
        verbose_name = "CAG membership"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, user__isnull=True)
                | Q(organisation__isnull=True, user__isnull=False),
                name="membership_organisation_or_person",
            ),
            models.UniqueConstraint(
                fields=["action_group", "organisation"],
                condition=Q(state__in=["applied", "active", "paused", "dormant"]),
                name="organisation_in_action_group_once",
            ),
            models.UniqueConstraint(
                fields=["action_group", "user"],
                condition=Q(state__in=["applied", "active", "paused", "dormant"]),
                name="supporter_in_action_group_once",
            ),
        ]

    def __str__(self):
        return f"{self.organisation or self.user} in {self.action_group}"


class ActionGroupLead(models.Model):
    """A participant who leads a CAG for a time."""

    action_group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="leads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self):
        return f"{self.user} leads {self.action_group}"


carry(
    "groups.ActionGroupMembership.organisation",
    "CAG memberships and requests",
    clash=Ends(
        rank=("active", "paused", "dormant", "applied"),
        since="applied_at",
        ends={"active": "left", "paused": "left", "dormant": "left", "applied": "withdrawn"},
    ),
)
