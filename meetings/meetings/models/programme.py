"""What happens at a meeting, and who speaks. Written by the room `meetings/programme/`."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from camk.merging import carry
from groups.action_groups.models import ActionGroupQuestion
from groups.organisations.models import Organisation
from meetings.meetings.models.meetings import Meeting


class Speaker(models.Model):
    """Somebody who speaks at a meeting; shown only with their consent."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", "Speaker"
        KEYNOTE = "keynote", "Keynote speaker"
        FACILITATOR = "facilitator", "Leads the meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role, default=Role.SPEAKER)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    organisation_name = models.CharField("or another body", max_length=150, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    biography = models.TextField("a few words about them", blank=True)
    # Read by meeting staff only, and forgotten after the meeting.
    needs = models.TextField("what they need", blank=True)
    asked_at = models.DateTimeField("asked by mail", null=True, blank=True, editable=False)
    answered_at = models.DateTimeField("answered", null=True, blank=True, editable=False)
    consented_at = models.DateTimeField("agreed to be shown", null=True, blank=True)
    declined_at = models.DateTimeField("cannot speak", null=True, blank=True, editable=False)
    # Known when staff gave an address: speakers are asked and reminded then.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_at__isnull=True) | Q(declined_at__isnull=True),
                name="who_cannot_speak_is_not_shown",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def answer_words(self) -> str:
        """Where their answer stands, for staff."""
        if self.declined_at:
            return "Cannot speak"
        if self.consented_at:
            return "Agreed to be shown"
        if self.answered_at:
            return "Speaks, without being named on the page"
        return "Asked, no answer yet" if self.asked_at else "Not asked yet"


class AgendaItem(models.Model):
    """One part of a meeting."""

    class Kind(models.TextChoices):
        FORMAL = "formal", "Formal business"
        SHOWCASE = "showcase", "Showcase"
        DISCUSSION = "discussion", "Discussion"

    COPIED = ("position", "title", "minutes", "kind", "led_by")  # to another meeting; speakers are asked anew

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    title = models.CharField("what", max_length=200)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.SET_NULL, related_name="parts", verbose_name="led by"
    )
    led_by = models.CharField("or led by", max_length=120, blank=True)
    # A question somebody asked about a CAG, which this part takes up.
    question = models.ForeignKey(
        ActionGroupQuestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "part of an agenda"
        verbose_name_plural = "parts of agendas"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class MeetingPair(models.Model):
    """Two meetings that belong together, the first part and the second, and why."""

    first = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="followed_by")
    second = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="follows")
    reason = models.CharField("why they belong together", max_length=500)

    class Meta:
        verbose_name = "pair of meetings"
        verbose_name_plural = "pairs of meetings"
        constraints = [
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="meeting_not_paired_with_itself")
        ]

    def __str__(self):
        return f"{self.first} and {self.second}"


carry("meetings.Speaker.organisation", "speakers at meetings")
