"""Introductions: two organisations that might gain from each other, each asked before it sees the other's contact."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from camk.merging import DROP, carry
from groups.organisations.models import Organisation
from meetings.connections.models import Connection


class IntroductionQuerySet(models.QuerySet):
    """Introductions by where they stand."""

    def to_look_at(self):
        """Suggestions that staff have neither passed on nor dismissed, the strongest first."""
        return self.filter(state=Introduction.State.WAITING).order_by("-score", "pk")

    def open(self):
        """Both were asked; at least one answer is missing."""
        return self.filter(state=Introduction.State.PROPOSED)

    def done(self):
        return self.filter(state=Introduction.State.INTRODUCED)


class Introduction(models.Model):
    """A pair, why the two might meet, and how far the asking has got; dismissed ones stay and are not made again."""

    class State(models.TextChoices):
        WAITING = "waiting", "To look at"
        DISMISSED = "dismissed", "Dismissed"
        PROPOSED = "proposed", "Both were asked"
        INTRODUCED = "introduced", "Introduced"
        NOT_NOW = "not_now", "Not now"
        LAPSED = "lapsed", "No answer"
        TAKEN_BACK = "taken_back", "Taken back"

    MOVES = {
        State.WAITING: (State.PROPOSED, State.DISMISSED),
        State.DISMISSED: (State.PROPOSED,),
        State.PROPOSED: (State.INTRODUCED, State.NOT_NOW, State.LAPSED, State.TAKEN_BACK),
        State.INTRODUCED: (),
        State.NOT_NOW: (),
        State.LAPSED: (State.PROPOSED,),
        State.TAKEN_BACK: (State.PROPOSED,),
    }
    # Where an introduction comes from: a suggestion of ours, a need that met an offer.
    ORIGINS = [
        (Connection.Origin.INTRODUCTION, "A suggestion"),
        (Connection.Origin.OFFER, "A need and an offer"),
    ]

    low = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="introductions_low")
    high = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="introductions_high")
    origin = models.CharField(max_length=12, choices=ORIGINS, default=Connection.Origin.INTRODUCTION)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    score = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, help_text="Both read it: why the two might meet.")
    suggested_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    chased_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField("introduced or ended", null=True, blank=True)
    asked_at = models.DateTimeField("asked what came of it", null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-suggested_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="introduction_low_key_first"),
            models.UniqueConstraint(
                fields=["low", "high"], condition=Q(origin="introduction"), name="suggested_once_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "dismissed"]) | Q(proposed_at__isnull=False),
                name="introduction_asked_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="introduction_state_score")]

    def __str__(self):
        return f"{self.low} and {self.high}"


class SideQuerySet(models.QuerySet):
    """The two ends of introductions, by what is still to be said."""

    def to_answer(self):
        return self.filter(introduction__state=Introduction.State.PROPOSED, answer="")

    def to_tell(self):
        """Introduced, asked what came of it, and nothing said yet."""
        done = Introduction.State.INTRODUCED
        return self.filter(introduction__state=done, introduction__asked_at__isnull=False, met="")

    def visible_to(self, user):
        """The sides of the organisations this person acts for, once they were asked."""
        return self.of(user) if user.is_authenticated else self.none()

    def of(self, user):
        asked = self.exclude(introduction__state__in=[Introduction.State.WAITING, Introduction.State.DISMISSED])
        return asked.filter(organisation__in=Organisation.objects.admitted().of(user).values("pk"))

    def with_pair(self):
        return self.select_related("introduction__low", "introduction__high", "organisation")


class IntroductionSide(models.Model):
    """One of the two: what it answered, who answered, and later whether they met and what came of it."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes, introduce us"
        NO = "no", "Not now"

    class Met(models.TextChoices):
        WORKING = "working", "Yes, and we are doing something together"
        MET = "met", "Yes, we have been in touch"
        NOT_YET = "not_yet", "Not yet"
        NO = "no", "No, and we will not"

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="introduction_sides")
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    met = models.CharField(max_length=8, choices=Met, blank=True)
    came_of_it = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = SideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["introduction", "organisation"], name="one_side_per_organisation"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="side_answer_has_a_date"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in introduction {self.introduction_id}"

    @property
    def other(self) -> Organisation:
        """The organisation this one might meet."""
        pair = self.introduction
        return pair.high if pair.low_id == self.organisation_id else pair.low


# The pairs themselves follow by receivers.py.
carry("meetings.IntroductionSide.organisation", "answers to introductions", clash=DROP)
