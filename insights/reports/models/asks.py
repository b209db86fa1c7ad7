"""What a report asks for, what the partner answered, and what we told it when it needed to know more."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from camk.files import StoredFile
from insights.issues.models import Issue
from insights.reports.models.reports import StakeholderReport
from insights.reports.states import WAITING, AskState
from insights.stakeholders.models import StakeholderContact


class Ask(models.Model):
    """What we ask a stakeholder to do, of whom and by when."""

    State = AskState

    WAITING = WAITING
    AGREED = (State.ACCEPTED, State.PART_ACCEPTED)

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="asks")
    words = models.TextField()
    owner = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="asks"
    )
    due_on = models.DateField("answer wanted by", null=True, blank=True)
    issues = models.ManyToManyField(Issue, blank=True, related_name="asks")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=18, choices=State, default=State.MADE)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"ask {self.position + 1} in report {self.report.number}"

    @property
    def tone(self) -> str:
        """The tint of its state on a page."""
        tones = {self.State.MADE: "wait", self.State.NEEDS_INFORMATION: "wait", self.State.REFUSED: "stop"}
        return tones.get(self.state, "done")


class Response(models.Model):
    """One answer to an ask; the newest stands, earlier ones stay readable."""

    class Answer(models.TextChoices):
        ACCEPT = "accepted", "Yes, we will do this"
        PART = "part_accepted", "We will do part of it"
        DECLINE = "refused", "No, and this is why"
        NEED = "needs_information", "We need to know more"

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="responses")
    answer = models.CharField(max_length=18, choices=Answer)
    words = models.TextField(blank=True)
    owner_name = models.CharField("who will see to it", max_length=120, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    contact = models.ForeignKey(
        StakeholderContact, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    keyed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_answer_display()} ({self.at:%d %B %Y})"


class MoreTold(models.Model):
    """What we told a partner that needed to know more: the ask waits for an answer again from then on."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="more_told")
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self):
        return f"more about ask {self.response.ask_id}"
