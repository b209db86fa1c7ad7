"""Collaborative Action Groups (CAGs): by area, by issue, by initiative; and who is in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from camk.accounts.models import User
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
        """Everybody reads running and paused CAGs, and closed ones for their history; staff also drafts.

        One that became part of another has no page of its own any more: its address leads to the other.
        """
        if user.is_authenticated and user.has_perm("groups.view_actiongroup"):
            return self.exclude(state=ActionGroup.State.MERGED)
        return self.public()

    def public(self):
        """What everybody reads."""
        return self.exclude(state__in=[ActionGroup.State.DRAFT, ActionGroup.State.MERGED])

    def answering_now(self, today=None):
        """Responses to an emergency that run today: what the banner names."""
        return (
            self.running()
            .filter(is_response=True)
            .filter(Q(response_until=None) | Q(response_until__gte=today or timezone.localdate()))
        )

    def today_of(self, keys):
        """The CAGs of these keys; for one that became part of another, that other."""
        gone = dict(self.filter(state=ActionGroup.State.MERGED).values_list("pk", "merged_into"))
        found = set()
        for key in keys:
            while key in gone:
                key = gone[key]
            found.add(key)
        return self.filter(pk__in=found)

    def led_by(self, user):
        """CAGs this person leads now, and is still in."""
        return self.of(user).filter(leads__user=user, leads__ended_on=None)

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
        MERGED = "merged", "Part of another CAG"

    MOVES = {
        State.DRAFT: (State.ACTIVE, State.CLOSED),
        State.ACTIVE: (State.PAUSED, State.CLOSED, State.MERGED),
        State.PAUSED: (State.ACTIVE, State.CLOSED, State.MERGED),
        State.CLOSED: (State.ACTIVE, State.MERGED),
        State.MERGED: (),
    }

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
    slack_is_public = models.BooleanField("everybody sees the Slack link, not only members", default=False)
    is_response = models.BooleanField("response to an emergency (shown with a banner)", default=False)
    happened = models.CharField("what happened", max_length=250, blank=True)
    response_until = models.DateField("the response ends by itself after", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    started_on = models.DateField(default=timezone.localdate)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ActionGroupQuerySet.as_manager()

    class Meta:
        ordering = ["focus", "name"]
        verbose_name = "Collaborative Action Group"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="action_group_merged_has_target",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:action-group-detail", args=[self.slug])

    @property
    def is_joinable(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def answers_now(self) -> bool:
        """A response to an emergency that runs today (`answering_now` says the same of rows)."""
        today = timezone.localdate()
        return self.is_joinable and self.is_response and (self.response_until or today) >= today

    @property
    def achievements(self) -> list[str]:
        return [line.strip() for line in self.achieved.splitlines() if line.strip()]


class ActionGroupMembershipQuerySet(models.QuerySet):
    """Memberships by state and person."""

    def active(self):
        return self.filter(state=ActionGroupMembership.State.ACTIVE)

    def waiting(self):
        return self.filter(state=ActionGroupMembership.State.APPLIED)

    def live(self):
        return self.filter(state__in=ActionGroupMembership.LIVE)

    def people(self):
        """Whom mails about these memberships go to: the supporters, and the contacts of the organisations."""
        contacts = OrganisationRole.objects.current().filter(organisation__in=self.order_by().values("organisation"))
        own = Q(pk__in=self.order_by().values("user")) | Q(pk__in=contacts.values("user"))
        return User.objects.filter(own, is_active=True).order_by("pk")

    def with_dates(self):
        """With the moment the state of today began, and the moment they came in."""
        steps = ActionGroupMembershipMove.objects.filter(membership=OuterRef("pk")).exclude(old=F("new"))
        last = Subquery(steps.order_by("-at", "-pk").values("at")[:1])
        return self.annotate(
            since=Coalesce(last, "decided_at", "applied_at"), came=Coalesce("decided_at", "applied_at")
        )

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
        ENDED = "ended", "Ended with the CAG"

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
    source = models.CharField("what led them here", max_length=60, blank=True)

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
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("applied_at")),
                name="membership_decided_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("applied_at")),
                name="membership_ended_after_asked",
            ),
        ]

    def __str__(self):
        return f"{self.organisation or self.user} in {self.action_group}"


class ActionGroupMembershipMove(models.Model):
    """One step of a membership: from which state to which, when, by whom and why."""

    membership = models.ForeignKey(ActionGroupMembership, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    old = models.CharField(max_length=10, choices=ActionGroupMembership.State)
    new = models.CharField(max_length=10, choices=ActionGroupMembership.State)
    reason = models.TextField(blank=True)
    # Set when the row came along with a CAG that became part of another: the name that CAG had.
    came_from = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_old_display()}, then {self.get_new_display()}"
