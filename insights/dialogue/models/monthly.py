"""The monthly dialogue report: for each area and month one report, or a nil return when nothing was noted."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from camk.links import SecretLink
from groups.places.models import Place
from insights.dialogue.models.areas import AreaAssignment
from insights.dialogue.models.needs import AreaNeed
from insights.dialogue.models.notes import Dialogue
from insights.reports.models import Response
from insights.reports.permissions import may_read_reports
from insights.stakeholders.models import StakeholderContact


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


class DialogueReportQuerySet(models.QuerySet):
    """Reports by who may read them and by what has become of them."""

    def visible_to(self, user):
        """Staff read all, a mobiliser those of their areas of today, a trustee those that were sent."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("insights.view_dialoguereport"):
            return self.all()
        sent = Q(state=DialogueReport.State.SENT) if may_read_reports(user) else Q(pk__in=[])
        areas = AreaAssignment.objects.current().filter(user=user).values("place")
        return self.filter(sent | Q(area__in=areas))

    def sent(self):
        return self.filter(state=DialogueReport.State.SENT)

    def standing(self):
        """Of each area and month the newest version."""
        newer = DialogueReport.objects.filter(
            area=models.OuterRef("area"), month=models.OuterRef("month"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer))


class DialogueReport(models.Model):
    """What people of one area said in one month; once sent, a frozen snapshot that nothing changes (ledger A110)."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        HANDED_IN = "handed_in", "Waits for staff"
        SENT = "sent", "Sent"
        NIL = "nil", "Nothing was noted"
        WITHDRAWN = "withdrawn", "Taken back"

    MOVES = {
        State.DRAFT: (State.HANDED_IN, State.NIL),
        State.HANDED_IN: (State.DRAFT, State.SENT),
        State.NIL: (State.DRAFT,),
        State.SENT: (State.WITHDRAWN,),
        State.WITHDRAWN: (),
    }
    # A month that stands so takes no more notes: what comes late is an addendum.
    FROZEN = (State.SENT, State.WITHDRAWN)

    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="dialogue_reports")
    month = models.DateField(help_text="Its first day.")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    summary = models.TextField("in short", blank=True)
    quotes = models.ManyToManyField(Dialogue, blank=True, related_name="quoted_in")
    review_words = models.TextField(blank=True)
    why_new = models.TextField("why there is a new version", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    page_html = models.TextField(blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = DialogueReportQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "area__label", "-version"]
        verbose_name = "monthly dialogue report"
        constraints = [
            models.UniqueConstraint(fields=["area", "month", "version"], name="one_report_an_area_and_month"),
            models.UniqueConstraint(
                fields=["area", "month"],
                condition=Q(state__in=["draft", "handed_in", "nil"]),
                name="one_month_in_the_works",
            ),
            models.UniqueConstraint(fields=["area", "month"], condition=Q(state="sent"), name="one_month_sent"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(snapshot__isnull=False, sent_at__isnull=False),
                name="sent_dialogue_report_is_frozen",
            ),
        ]

    def __str__(self):
        return f"{self.area}, {self.month:%B %Y}"

    def get_absolute_url(self):
        return reverse("insights:month-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return f"D-{self.month:%Y-%m}-{self.area.code}"

    @property
    def last_day(self) -> date:
        return last_day(self.month)

    def notes(self):
        """The notes of its month, without those that came when it was closed."""
        return Dialogue.objects.filter(area=self.area_id, is_addendum=False).in_month(
            self.month.year, self.month.month
        )

    @property
    def tone(self) -> str:
        """The tint of its state on a page."""
        tones = {self.State.SENT: "done", self.State.HANDED_IN: "wait", self.State.DRAFT: "us"}
        return tones.get(self.state, "quiet")


class DialogueReportReader(models.Model):
    """One person who got the report, with the private link that is theirs alone."""

    report = models.ForeignKey(DialogueReport, on_delete=models.CASCADE, related_name="readers")
    contact = models.ForeignKey(StakeholderContact, on_delete=models.PROTECT, related_name="dialogue_reports")
    link = models.ForeignKey(SecretLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "contact"], name="dialogue_reader_once")]

    def __str__(self):
        return f"reader {self.pk} of {self.report_id}"


class NeedAnswer(models.Model):
    """What a partner says to a need of a report: yes, part, no, or a question; the newest stands."""

    need = models.ForeignKey(AreaNeed, on_delete=models.CASCADE, related_name="answers")
    reader = models.ForeignKey(DialogueReportReader, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=18, choices=Response.Answer)
    words = models.TextField(blank=True)
    owner_name = models.CharField("who will see to it", max_length=120, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"answer {self.pk} to {self.need_id}"
