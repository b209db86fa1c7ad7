"""What comes of an issue by our own hands: ideas for it, and coordinated responses with tasks and owners."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from groups.organisations.permissions import is_cag_member
from insights.issues.models import Issue
from meetings.outcomes.models import ToDo


class IdeaQuerySet(models.QuerySet):
    """Ideas by who may read them."""

    def standing(self):
        return self.filter(withdrawn_at__isnull=True, hidden_at__isnull=True)

    def visible_to(self, user):
        """Everybody reads what staff showed; members of CAGs all that stands; staff everything."""
        shown = self.standing().filter(shown_at__isnull=False)
        if not user.is_authenticated:
            return shown
        if user.is_staff and user.has_perm("insights.view_idea"):
            return self.all()
        if is_cag_member(user):
            return self.standing()
        return self.filter(Q(pk__in=shown.values("pk")) | Q(by=user, withdrawn_at__isnull=True))


class Idea(models.Model):
    """How an issue could be solved, in the words of a member; everybody reads it once staff have looked."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="ideas")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    words = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField("shown to everybody", null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_because = models.CharField("why it was hidden", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField("taken back", null=True, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"idea {self.pk} for {self.issue}"


class CoordinatedResponseQuerySet(models.QuerySet):
    """Responses by state and by who may see them."""

    def open(self):
        return self.filter(state__in=CoordinatedResponse.OPEN)

    def visible_to(self, user):
        """Everybody, where others can read the issue; staff all; contacts of who takes part theirs."""
        sealed = self.exclude(issue__state=Issue.State.SEALED)
        shown = sealed.filter(issue__released_at__isnull=False)
        if not user.is_authenticated:
            return shown
        if user.is_staff and user.has_perm("insights.view_coordinatedresponse"):
            return sealed
        own = Organisation.objects.of(user).values("pk")
        mine = Q(lead_organisation__in=own) | Q(pk__in=self.filter(organisations__in=own).values("pk"))
        return sealed.filter(Q(issue__released_at__isnull=False) | mine)


class CoordinatedResponse(models.Model):
    """Organisations take an issue on together: what for, who leads, who is in it, its tasks, and what came of it."""

    class State(models.TextChoices):
        PLANNED = "planned", "Being planned"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    OPEN = (State.PLANNED, State.UNDER_WAY)
    MOVES = {
        State.PLANNED: (State.UNDER_WAY, State.DONE, State.STOPPED),
        State.UNDER_WAY: (State.DONE, State.STOPPED),
        State.DONE: (State.UNDER_WAY,),
        State.STOPPED: (State.UNDER_WAY,),
    }

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="responses_together")
    title = models.CharField(max_length=120)
    aim = models.TextField("what it is to bring about")
    lead_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="responses_led"
    )
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="responses_joined")
    to_dos = models.ManyToManyField(ToDo, blank=True, related_name="responses")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    outcome = models.TextField("what came of it", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CoordinatedResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "stopped"]) | ~Q(outcome=""), name="response_ended_says_what_came"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("insights:response-together", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


carry("insights.Idea.organisation", "ideas for issues")
carry("insights.CoordinatedResponse.lead_organisation", "responses it leads")
carry("insights.CoordinatedResponse.organisations", "responses it is part of")
