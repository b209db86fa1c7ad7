"""One line said round the table: with whom we work, what they do, what we need, whom else to invite."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation
from groups.suggestions.models import Suggestion
from insights.issues.models import Voice
from meetings.day.models import DoorList
from meetings.exchange.models import Listing
from meetings.meetings.models import Meeting

MOST_WORDS = 500


class ContributionQuerySet(models.QuerySet):
    """Lines by what became of them."""

    def waiting(self):
        return self.filter(state=Contribution.State.NEW)

    def for_lists(self):
        """With what a row of the list shows, in one query."""
        linked = ("voice__issue", "listing", "suggestion")
        return self.select_related("meeting", "organisation", "user", *linked)


class Contribution(models.Model):
    """One line, in the words of whoever said it, until staff say what it becomes."""

    class Kind(models.TextChoices):
        PARTNERS = "partners", "Who we work with"
        DOING = "doing", "What they do"
        NEED = "need", "The support we need"
        INVITE = "invite", "Who else to invite"

    class State(models.TextChoices):
        NEW = "new", "To look at"
        USED = "used", "Became something"
        ASIDE = "aside", "Set aside"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=8, choices=Kind)
    # Emptied when it becomes a voice or a suggestion: the words then live there alone, and go when they go.
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    organisation_name = models.CharField(max_length=150, blank=True)
    consents = models.JSONField("they agreed to", default=list)
    state = models.CharField(max_length=5, choices=State, default=State.NEW)
    voice = models.ForeignKey(Voice, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions")
    listing = models.ForeignKey(
        Listing, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    suggestion = models.ForeignKey(
        Suggestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    door = models.ForeignKey(DoorList, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "-at"], name="contribution_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(voice=None, listing=None)
                | Q(voice=None, suggestion=None)
                | Q(listing=None, suggestion=None),
                name="contribution_became_one_thing",
            )
        ]

    def __str__(self):
        return f"line {self.pk}"

    def get_absolute_url(self):
        return reverse("insights:contribution-decide", args=[self.pk])

    @property
    def shown_words(self) -> str:
        """The words, wherever they live now; nothing once they were taken back."""
        if self.words:
            return self.words
        if self.voice and self.voice.withdrawn_at is None:
            return self.voice.words
        return self.suggestion.name if self.suggestion else ""


carry("insights.Contribution.organisation", "lines said round the table")
