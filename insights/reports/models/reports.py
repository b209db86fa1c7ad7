"""Reports to stakeholders: what goes in, who approved, what was frozen and sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from camk.files import StoredFile
from groups.programmes.models import Programme
from insights.issues.models import Issue, Voice
from insights.reports.permissions import may_be_deputy, may_read_reports, may_write_reports
from insights.reports.states import WAITING
from insights.stakeholders.models import Stakeholder


class StakeholderReportQuerySet(models.QuerySet):
    """Reports by what has become of them and by who may read them."""

    def sent(self):
        """Those that went out, with those a newer version replaced or that were taken back."""
        return self.filter(state__in=[*StakeholderReport.OUT, StakeholderReport.State.WITHDRAWN])

    def visible_to(self, user):
        """Staff connectors and trustees read what was sent; nobody else reads a report here."""
        return self.sent() if may_read_reports(user) else self.none()

    def to_approve_by(self, user):
        """Those that wait for a second person, and this person may be it."""
        waiting = self.filter(state=StakeholderReport.State.IN_REVIEW).select_related("stakeholder", "programme")
        own = waiting.exclude(created_by=user.pk).exclude(asked_review_by=user.pk)
        if may_write_reports(user):
            return own
        return own.filter(deputy=user.pk) if may_be_deputy(user) else self.none()

    def with_open_asks(self):
        """How many asks still wait for a real answer, as `open_asks`."""
        waiting = Q(asks__state__in=WAITING)
        return self.annotate(open_asks=models.Count("asks", filter=waiting, distinct=True))


class StakeholderReport(models.Model):
    """A briefing report to one stakeholder; once sent, a frozen snapshot that nothing changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "Waiting for a second person"
        CHANGES_WANTED = "changes_wanted", "Changes wanted"
        APPROVED = "approved", "Approved"
        SENT = "sent", "Sent"
        RESPONDED = "responded", "Every ask answered"
        CLOSED = "closed", "Closed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    MOVES = {
        State.DRAFT: (State.IN_REVIEW,),
        State.IN_REVIEW: (State.APPROVED, State.CHANGES_WANTED),
        State.CHANGES_WANTED: (State.DRAFT, State.IN_REVIEW),
        State.APPROVED: (State.SENT, State.CHANGES_WANTED),
        State.SENT: (State.RESPONDED, State.CLOSED, State.WITHDRAWN),
        State.RESPONDED: (State.CLOSED, State.WITHDRAWN),
        State.CLOSED: (State.WITHDRAWN,),
        State.WITHDRAWN: (),
    }
    EDITABLE = (State.DRAFT, State.CHANGES_WANTED)
    OUT = (State.SENT, State.RESPONDED, State.CLOSED)

    number = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=150)
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="reports")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    meeting_on = models.DateField("the meeting it is for", null=True, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    summary = models.TextField(blank=True)
    method = models.TextField("how we gathered this, and its limits", blank=True)
    doing = models.TextField("what organisations already do", blank=True)
    gaps = models.TextField("what is missing", blank=True)
    goals = models.TextField("goals of the programme it bears on, one a line", blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_review_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    asked_review_at = models.DateTimeField(null=True, blank=True, editable=False)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_alone = models.BooleanField(default=False, editable=False)
    review_words = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    why_new = models.TextField("why there is a new version", blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    page_html = models.TextField(blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annex_xlsx = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    annex_csv = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = StakeholderReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "report"
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="report_number_version"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "responded", "closed"])
                | Q(snapshot__isnull=False, sent_at__isnull=False, approved_at__isnull=False),
                name="sent_report_is_frozen_and_approved",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start")), name="report_period_runs_forward"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("insights:report-detail", args=[self.number, self.version])

    def earlier_version(self) -> "StakeholderReport | None":
        """The version this one corrects."""
        same = StakeholderReport.objects.filter(number=self.number, version__lt=self.version)
        return same.order_by("-version").first()

    def newer_version(self) -> "StakeholderReport | None":
        """The version that corrects this one, once it is begun."""
        same = StakeholderReport.objects.filter(number=self.number, version__gt=self.version)
        return same.order_by("-version").first()

    @property
    def tone(self) -> str:
        """The tint of its state on a page."""
        return {self.State.SENT: "us", self.State.RESPONDED: "done"}.get(self.state, "quiet")

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_out(self) -> bool:
        return self.state in self.OUT

    @property
    def kept_files(self) -> list[StoredFile]:
        """The PDF and the annex as they went out."""
        return [stored for stored in (self.pdf, self.annex_xlsx, self.annex_csv) if stored]

    @property
    def is_destroyed(self) -> bool:
        """True when the words of this version were taken back for good; number, hash and dates stay."""
        return self.state == self.State.WITHDRAWN and self.snapshot is None


class ReportItem(models.Model):
    """One issue in a report, with the wording that may be shown."""

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="items")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="report_items")
    position = models.PositiveSmallIntegerField(default=0)
    quote = models.ForeignKey(
        Voice,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Consented words only.",
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "issue"], name="issue_once_in_report")]

    def __str__(self):
        return f"{self.issue} in {self.report_id}"
