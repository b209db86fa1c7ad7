"""Needs and offers of organisations for each other, and which of them met."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import DROP, carry
from groups.organisations.models import Organisation
from groups.organisations.permissions import is_cag_member
from groups.places.models import Place
from groups.themes.models import Theme
from meetings.introductions.models import Introduction

LONGEST = timedelta(days=90)


class ListingQuerySet(models.QuerySet):
    """Needs and offers by whether they hold and who may read them."""

    def open(self):
        """In force: not over, and the organisation behind it takes part at present."""
        return self.filter(
            state=Listing.State.OPEN,
            until__gte=timezone.localdate(),
            organisation__state=Organisation.State.ACTIVE,
        )

    def visible_to(self, user):
        """Open ones as far as they are shown; one's own and, for staff, all of them also when they are over."""
        if user.is_authenticated and user.is_staff and user.has_perm("meetings.view_listing"):
            return self.all()
        shown = self.open()
        if not user.is_authenticated:
            return shown.filter(audience=Listing.Audience.PUBLIC)
        own = self.of(user)
        if not is_cag_member(user):
            shown = shown.filter(audience=Listing.Audience.PUBLIC)
        return self.filter(Q(pk__in=shown.values("pk")) | Q(pk__in=own.values("pk")))

    def of(self, user):
        """Those of the organisations this person acts for."""
        return self.filter(organisation__in=Organisation.objects.admitted().of(user).values("pk"))

    def for_lists(self):
        """With what a row of a list shows, in one query."""
        return self.select_related("organisation", "place")

    def with_themes(self):
        return self.for_lists().prefetch_related("themes")


class Listing(models.Model):
    """ "We need ..." or "We can offer ...": one thing, in the words of an organisation, until a day."""

    class Kind(models.TextChoices):
        NEED = "need", "We need"
        OFFER = "offer", "We can offer"

    class Audience(models.TextChoices):
        PUBLIC = "public", "Everybody"
        MEMBERS = "members", "CAG members"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SORTED = "sorted", "Sorted"
        EXPIRED = "expired", "Over"
        WITHDRAWN = "withdrawn", "Taken down"

    MOVES = {
        State.OPEN: (State.SORTED, State.EXPIRED, State.WITHDRAWN),
        State.EXPIRED: (State.OPEN, State.SORTED, State.WITHDRAWN),
        State.SORTED: (),
        State.WITHDRAWN: (),
    }

    class Outcome(models.TextChoices):
        HERE = "here", "Yes, through the network"
        ELSEWHERE = "elsewhere", "Yes, in another way"
        NO = "no", "No"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="listings")
    kind = models.CharField(max_length=5, choices=Kind)
    title = models.CharField(max_length=120)
    words = models.TextField("more about it", blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="listings")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="listings")
    until = models.DateField()
    audience = models.CharField("who may see it", max_length=7, choices=Audience, default=Audience.PUBLIC)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    outcome = models.CharField("did it help?", max_length=9, choices=Outcome, blank=True)
    came_of_it = models.TextField("what came of it", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = "need or offer"
        verbose_name_plural = "needs and offers"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "until"], name="listing_state_until")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="sorted") | ~Q(outcome=""), name="listing_sorted_says_how")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:listing-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.until >= timezone.localdate()

    @property
    def said(self) -> str:
        """In a sentence for the other side: "Gentle Yoga needs: a cupboard." """
        verb = "needs" if self.kind == self.Kind.NEED else "offers"
        return f"{self.organisation} {verb}: {self.title.rstrip('.')}."


class Match(models.Model):
    """A need or offer that met another organisation, by its own listing or because somebody said "I can help"."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="matches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="matches")
    other = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.CASCADE, related_name="matched_by")
    introduction = models.OneToOneField(
        Introduction, null=True, blank=True, on_delete=models.SET_NULL, related_name="match"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "matches"
        constraints = [models.UniqueConstraint(fields=["listing", "organisation"], name="one_match_a_mail")]

    def __str__(self):
        return f"{self.listing} and {self.organisation}"


carry("meetings.Listing.organisation", "needs and offers")
carry("meetings.Match.organisation", "matches of needs and offers", clash=DROP)
