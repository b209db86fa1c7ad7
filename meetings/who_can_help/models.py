""" "Who can help with ...?": a question to the network, whom it was put to, who answered, and whether it helped."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.merging import DROP, carry
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from meetings.meetings.models import Meeting


class HelpRequestQuerySet(models.QuerySet):
    """Questions by where they stand and by who may read them."""

    def open(self):
        return self.exclude(state=HelpRequest.State.CLOSED)

    def unanswered(self):
        """Nobody has said yet that they can help."""
        return self.filter(state__in=[HelpRequest.State.ASKED, HelpRequest.State.MATCHED])

    def visible_to(self, user):
        """Whoever asked; contacts of the network's organisations while it is open; staff all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff and user.has_perm("meetings.view_helprequest"):
            return self.all()
        own = Q(asker=user)
        acts = Organisation.objects.filter(state=Organisation.State.ACTIVE).of(user)
        if acts.exists():
            own |= Q(state__in=[s for s in HelpRequest.State if s != HelpRequest.State.CLOSED])
        return self.filter(own)

    def with_parts(self):
        return self.select_related("theme", "beneficiary", "place", "organisation")


class HelpRequest(models.Model):
    """One question, put to the network by somebody who agreed to be introduced to whoever can help."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        MATCHED = "matched", "Put to organisations"
        INTRODUCED = "introduced", "Answered"
        CLOSED = "closed", "Closed"

    MOVES = {
        State.ASKED: (State.MATCHED, State.INTRODUCED, State.CLOSED),
        State.MATCHED: (State.INTRODUCED, State.CLOSED),
        State.INTRODUCED: (State.CLOSED,),
        State.CLOSED: (),
    }

    class Helped(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "In part"
        NO = "no", "No"

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="help_requests")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="help_requests"
    )
    words = models.TextField("question")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    beneficiary = models.ForeignKey(
        Beneficiary, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who it is for"
    )
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    created_at = models.DateTimeField("asked", default=timezone.now)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="who sees to it",
    )
    passed_on_at = models.DateTimeField("passed to a named person", null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="on the agenda of"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    asked_back_at = models.DateTimeField("asked whether it helped", null=True, blank=True)
    helped = models.CharField("did it help?", max_length=6, choices=Helped, blank=True)
    helped_words = models.TextField("what came of it", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "question to the network"
        verbose_name_plural = "questions to the network"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="help_state_created")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="introduced") | Q(answered_at__isnull=False), name="help_answered_has_a_date"
            )
        ]

    def __str__(self):
        return f"Question {self.pk}"

    def get_absolute_url(self):
        return reverse("meetings:help-detail", args=[self.pk])

    @property
    def about(self) -> str:
        """What it is about without anybody's words: "Food, Netherfield"."""
        return about_words(str(part or "") for part in (self.theme, self.beneficiary, self.place))


def about_words(parts) -> str:
    """Theme, whom it is for and place, as far as they are known."""
    return ", ".join(filter(None, parts)) or "Anything, anywhere in Milton Keynes"


class HelpAsked(models.Model):
    """An organisation that a question was put to by mail, because it seems to fit."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="help_asked")
    at = models.DateTimeField(default=timezone.now)
    passed_at = models.DateTimeField("said that it is not for them", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="help_asked_once")]

    def __str__(self):
        return f"question {self.request_id} to {self.organisation}"


class HelpAnswer(models.Model):
    """Somebody can help: a contact for an organisation, or our office with words of its own."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="help_answers"
    )
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="one_answer_per_organisation"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(words=""), name="help_answer_says_something"
            ),
        ]

    def __str__(self):
        return f"answer to question {self.request_id}"


carry("meetings.HelpRequest.organisation", "questions to the network")
carry("meetings.HelpAsked.organisation", "questions put to it", clash=DROP)
carry("meetings.HelpAnswer.organisation", "answers to questions", clash=DROP)
