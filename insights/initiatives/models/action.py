"""Action: who holds power, our dealings with them, and what was asked and answered in public (A157-A159)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from insights.initiatives.measures import Measure
from insights.initiatives.models.initiatives import AllianceMember, Initiative
from insights.initiatives.models.records import InitiativeMeeting
from insights.initiatives.models.research import Goal
from insights.pledges.models import Pledge
from insights.stakeholders.models import RelationshipNote, Stakeholder, StakeholderContact


class PowerHolder(models.Model):
    """A body or one of its people on the power map of an initiative; only its organiser and staff read it."""

    class Influence(models.IntegerChoices):
        GREAT = 3, "Great influence"
        SOME = 2, "Some influence"
        LITTLE = 1, "Little influence"

    class Support(models.IntegerChoices):
        AGAINST = 1, "Against"
        UNSURE = 2, "Not decided"
        FOR = 3, "With us"

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="power_holders")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    influence = models.PositiveSmallIntegerField("how much they can do", choices=Influence)
    support = models.PositiveSmallIntegerField("where they stand", choices=Support)
    looked_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["stakeholder__name", "pk"]
        verbose_name = "power-holder"
        constraints = [
            models.UniqueConstraint(fields=["initiative", "stakeholder", "contact"], name="person_on_power_map_once"),
            models.UniqueConstraint(
                fields=["initiative", "stakeholder"], condition=models.Q(contact=None), name="body_on_power_map_once"
            ),
        ]

    def __str__(self):
        return f"{self.contact}, {self.stakeholder}" if self.contact else str(self.stakeholder)


class Dealing(models.Model):
    """An entry of the log of our dealings with a partner that was about this initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="dealings")
    note = models.OneToOneField(RelationshipNote, on_delete=models.CASCADE, related_name="dealing")

    class Meta:
        ordering = ["-note__on", "-pk"]

    def __str__(self):
        return f"dealing {self.pk} of {self.initiative_id}"


class Assembly(models.Model):
    """The record of one accountability assembly; several people write it at once, until our office closes it."""

    meeting = models.OneToOneField(
        InitiativeMeeting,
        on_delete=models.PROTECT,
        related_name="assembly",
        limit_choices_to={"measure": Measure.ACCOUNTABILITY},
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-meeting__meeting__starts_at"]
        verbose_name_plural = "assemblies"

    def __str__(self):
        return f"assembly {self.pk}"


class PublicAsk(models.Model):
    """What was asked of a power-holder in front of everybody; `key` comes from the form, so sent twice it is one."""

    assembly = models.ForeignKey(Assembly, on_delete=models.CASCADE, related_name="asks")
    key = models.UUIDField(unique=True, editable=False)
    words = models.TextField("the ask, in its exact words")
    asked_by = models.CharField("who asked it", max_length=150, blank=True)
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks")
    pledge = models.OneToOneField(Pledge, null=True, blank=True, on_delete=models.PROTECT, related_name="public_ask")

    class Meta:
        ordering = ["pk"]
        verbose_name = "public ask"

    def __str__(self):
        return f"ask {self.pk} of assembly {self.assembly_id}"


class PublicAnswer(models.Model):
    """One record of what was answered. Every record stays; more than one that stands is a conflict to be settled.

    `confirms`: somebody else had written down the same already.
    """

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        PART = "part", "In part"
        NO = "no", "No"

    ask = models.ForeignKey(PublicAsk, on_delete=models.CASCADE, related_name="answers")
    key = models.UUIDField(unique=True, editable=False)
    answer = models.CharField(max_length=4, choices=Answer)
    words = models.TextField("the answer, in its exact words")
    witnesses = models.CharField("who heard it", max_length=300, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    stands = models.BooleanField(default=True)
    confirms = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="confirmed_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "public answer"

    def __str__(self):
        return f"answer {self.pk} to ask {self.ask_id}"


class TurnOut(models.Model):
    """How many people an institution said it would bring to a meeting, and how many came (none: not counted yet)."""

    meeting = models.ForeignKey(InitiativeMeeting, on_delete=models.CASCADE, related_name="turn_out")
    member = models.ForeignKey(AllianceMember, on_delete=models.PROTECT, related_name="turn_out")
    pledged = models.PositiveIntegerField("said it would bring", default=0)
    came = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["member__organisation__name"]
        verbose_name = "turn-out"
        verbose_name_plural = "turn-out"
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="turn_out_of_institution_once")]

    def __str__(self):
        return f"turn-out of {self.member_id} at {self.meeting_id}"
