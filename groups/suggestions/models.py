"""Organisations that somebody suggested: asked by mail whether they want to hear more, before anything is theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from camk.merging import carry
from groups.organisations.models import Organisation

SOURCE = "suggested to us"  # Organisation.source of those who came by a suggestion


class SuggestionQuerySet(models.QuerySet):
    """Suggestions by where they stand."""

    def waiting(self):
        """Those that staff look at before anybody is written to."""
        return self.filter(state=Suggestion.State.CHECKING)

    def open(self):
        return self.filter(state__in=Suggestion.OPEN)

    def asked(self):
        """Those that were written to, whatever came of it: what counts as invited."""
        return self.filter(asked_at__isnull=False)

    def counts(self) -> dict[str, int]:
        """State -> how many, with a 0 where there is none: the numbers of a recruitment pipeline."""
        found = dict(self.order_by().values_list("state").annotate(Count("pk")))
        return {state: found.get(state, 0) for state in Suggestion.State.values}


class Suggestion(models.Model):
    """One organisation that somebody thinks should be in the network, and what became of asking it."""

    class State(models.TextChoices):
        CHECKING = "checking", "We look at it first"
        ASKED = "asked", "Asked by mail"
        WILLING = "willing", "Wants to hear more"
        JOINED = "joined", "Joined"
        NOT_NOW = "not_now", "Not now"
        NEVER = "never", "Never ask again"
        EXPIRED = "expired", "No answer"
        DROPPED = "dropped", "Not asked"

    MOVES = {
        State.CHECKING: (State.ASKED, State.JOINED, State.DROPPED, State.EXPIRED),
        State.ASKED: (State.WILLING, State.NOT_NOW, State.NEVER, State.JOINED, State.EXPIRED),
        State.WILLING: (State.JOINED, State.NOT_NOW, State.NEVER, State.EXPIRED),
        State.JOINED: (),
        State.NOT_NOW: (),
        State.NEVER: (),
        State.EXPIRED: (),
        State.DROPPED: (),
    }
    OPEN = (State.CHECKING, State.ASKED, State.WILLING)

    name = models.CharField("organisation", max_length=200)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address_mark = models.CharField(max_length=64, editable=False)  # a keyed hash; the address cannot be read from it
    why = models.TextField("why it would fit", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="suggested by",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="suggestions",
    )
    for_organisation = models.ForeignKey(
        Organisation,
        verbose_name="for which they act",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="suggestions",
    )
    may_name = models.BooleanField("may say who suggested it", default=False)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    created_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="what it became",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="suggested_by",
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address_mark"],
                condition=Q(state__in=["checking", "asked", "willing"]),
                name="one_open_suggestion_an_address",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def told(self) -> str:
        """What whoever suggested it hears: joined, not now, or that nothing is decided yet; never more."""
        if self.state in self.OPEN:
            return "Not decided yet"
        return "Joined" if self.state == self.State.JOINED else "Not now"


class NeverAsk(models.Model):
    """An address that never wants to be asked again; only a keyed hash of it is kept."""

    address_mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "address never to be asked again"
        verbose_name_plural = "addresses never to be asked again"

    def __str__(self):
        return f"since {self.at:%d %B %Y}"


carry("groups.Suggestion.for_organisation", "suggestions its people made")
carry("groups.Suggestion.organisation", "suggestions that led to it")
