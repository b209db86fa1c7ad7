"""Research: what is listened for, the goals that came of it, and the vote of the delegates' assembly (A154-A156)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from groups.places.models import Place
from insights.initiatives.measures import Measure
from insights.initiatives.models.initiatives import AllianceMember, Initiative
from insights.initiatives.models.records import InitiativeMeeting
from insights.issues.models import Issue


class CampaignQuerySet(models.QuerySet):
    """Listening campaigns by the day."""

    def running(self, day):
        """Those that had begun and not ended on this day."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Campaign(models.Model):
    """A listening campaign: for some weeks everybody is asked the same question; conversations belong to it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="campaigns")
    question = models.CharField("what it asks or is about", max_length=200)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = "listening campaign"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="campaign_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.question


class Goal(models.Model):
    """A campaign goal: specific, measurable, achievable, relevant, with a day; and the listening it came from."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CHOSEN = "chosen", "Chosen"
        NOT_CHOSEN = "not_chosen", "Not chosen"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="goals")
    title = models.CharField("the goal in one line", max_length=150)
    change = models.TextField("what exactly will be different")
    known_by = models.TextField("how we shall know")
    can_be_done = models.TextField("who can say yes, and why it can be done")
    matters = models.TextField("why it matters here")
    due_on = models.DateField("by when")
    campaigns = models.ManyToManyField(Campaign, blank=True, related_name="goals")
    issues = models.ManyToManyField(Issue, blank=True, related_name="initiative_goals")
    workshop = models.ForeignKey(
        InitiativeMeeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="goals"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "campaign goal"

    def __str__(self):
        return self.title


class Ballot(models.Model):
    """The vote of one delegates' assembly on goals; once closed, what it came to never changes."""

    class By(models.TextChoices):
        INSTITUTION = "institution", "Each institution votes"
        DELEGATE = "delegate", "Hands of the delegates are counted"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="ballots")
    meeting = models.OneToOneField(
        InitiativeMeeting,
        on_delete=models.PROTECT,
        related_name="ballot",
        limit_choices_to={"measure": Measure.DELEGATES},
    )
    by = models.CharField("who votes", max_length=11, choices=By)
    places = models.PositiveSmallIntegerField("how many goals are chosen", default=1)
    options = models.ManyToManyField(Goal, related_name="ballots")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When closed: [{"goal": pk, "title": as it read then, "votes": n, "chosen": bool}], most votes first.
    result = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-meeting__meeting__starts_at"]
        verbose_name = "vote on goals"
        verbose_name_plural = "votes on goals"
        constraints = [models.CheckConstraint(condition=Q(places__gte=1), name="ballot_chooses_some")]

    def __str__(self):
        return f"vote {self.pk} of {self.initiative_id}"

    @property
    def is_by_institution(self) -> bool:
        """Whether each institution votes, and not each delegate by hand."""
        return self.by == self.By.INSTITUTION


class Votes(models.Model):
    """What one goal got: from an institution (its vote, 1), or all hands in the room that were counted."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(AllianceMember, null=True, blank=True, on_delete=models.PROTECT, related_name="votes")
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "votes"
        constraints = [
            models.UniqueConstraint(fields=["ballot", "goal", "member"], name="institution_votes_once_for_a_goal"),
            models.UniqueConstraint(fields=["ballot", "goal"], condition=Q(member=None), name="hands_counted_once"),
        ]

    def __str__(self):
        return f"{self.number} for goal {self.goal_id} in vote {self.ballot_id}"
