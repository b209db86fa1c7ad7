"""Pledges: promises of power-holders, in their exact words, followed until kept or broken."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.templatetags.ui import plaindate
from insights.issues.models import Issue
from insights.reports.models import Ask
from insights.stakeholders.models import Stakeholder, StakeholderContact


class PledgeQuerySet(models.QuerySet):
    """Pledges by how they stand."""

    def live(self):
        return self.filter(state__in=Pledge.LIVE)

    def overdue(self, today):
        return self.live().filter(due_on__lt=today)


class Pledge(models.Model):
    """A promise that answers one ask of a report, or was made in public by a body; its wording is frozen."""

    class State(models.TextChoices):
        PLEDGED = "pledged", "Promised"
        PART_PLEDGED = "part_pledged", "Promised in part"
        EVIDENCE_GIVEN = "evidence_given", "They say it is done"
        KEPT = "kept", "Kept"
        PARTLY_KEPT = "partly_kept", "Kept in part"
        BROKEN = "broken", "Not kept"
        DISPUTED = "disputed", "Disputed"
        RENEGOTIATED = "renegotiated", "Replaced by a new promise"

    MOVES = {
        State.PLEDGED: (State.EVIDENCE_GIVEN, State.KEPT, State.PARTLY_KEPT, State.BROKEN, State.RENEGOTIATED),
        State.PART_PLEDGED: (State.EVIDENCE_GIVEN, State.KEPT, State.PARTLY_KEPT, State.BROKEN, State.RENEGOTIATED),
        State.EVIDENCE_GIVEN: (State.KEPT, State.PARTLY_KEPT, State.BROKEN, State.DISPUTED),
        State.KEPT: (State.DISPUTED,),
        State.PARTLY_KEPT: (State.DISPUTED,),
        State.BROKEN: (State.DISPUTED,),
        State.DISPUTED: (State.KEPT, State.PARTLY_KEPT, State.BROKEN, State.RENEGOTIATED),
        State.RENEGOTIATED: (),
    }
    LIVE = (State.PLEDGED, State.PART_PLEDGED, State.EVIDENCE_GIVEN, State.DISPUTED)

    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges")
    # Whose promise it is, where no report asked for it but people did, in public.
    body = models.ForeignKey(
        Stakeholder, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="public_pledges"
    )
    issues = models.ManyToManyField(Issue, blank=True, related_name="pledges")
    holder = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges"
    )
    words = models.TextField("the exact words")
    asked_by = models.CharField("who asked for it", max_length=150, blank=True)
    where = models.CharField("where it was made", max_length=150, blank=True)
    witnesses = models.CharField("who heard it", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.PLEDGED)
    evidence = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    last_word_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ask=None, body__isnull=False) | models.Q(ask__isnull=False, body=None),
                name="pledge_answers_an_ask_or_was_public",
            )
        ]

    def __str__(self):
        return f"{self.partner}: promise of {plaindate(timezone.localtime(self.made_at))}"

    @property
    def partner(self) -> Stakeholder:
        """The body that promised."""
        return self.body or self.ask.report.stakeholder

    @property
    def is_live(self) -> bool:
        """Neither kept nor broken nor replaced yet."""
        return self.state in self.LIVE

    @property
    def days_silent(self) -> int:
        """Days since anybody said how it stands."""
        return (timezone.localdate() - timezone.localdate(self.last_word_at)).days


class PledgeWord(models.Model):
    """One word: how a promise stands, how it ended as somebody sees it, or that another now answers for it.

    Staff read them, and of promises made at an assembly its organiser too.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", "How it stands"
        HANDED_OVER = "handed_over", "Handed over"
        PROPOSED = "proposed", "How they think it ended"

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="said")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField(blank=True)
    # How whoever follows it thinks it ended; staff judge.
    proposes = models.CharField("how it ended, as they see it", max_length=16, choices=Pledge.State, blank=True)
    holder_before = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "word"
        verbose_name_plural = "how it stands"

    def __str__(self):
        return f"{self.get_kind_display()} ({self.at:%d %B %Y})"
