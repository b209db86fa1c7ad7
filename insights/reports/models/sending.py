"""Who got a report, and the days it waits for an answer."""

from django.db import models
from django.db.models import Q

from camk.links import SecretLink
from insights.reports.models.reports import StakeholderReport
from insights.stakeholders.models import PartnerMeeting, StakeholderContact


class ReportRecipient(models.Model):
    """One person of the stakeholder who got the report, with the private link that is theirs alone."""

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="recipients")
    contact = models.ForeignKey(StakeholderContact, on_delete=models.PROTECT, related_name="reports_received")
    link = models.ForeignKey(SecretLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "contact"], name="recipient_once")]

    def __str__(self):
        return f"{self.contact} of {self.report_id}"


class AnswerPause(models.Model):
    """Days that do not count against the partner, because of something both sides know; the reason is stated."""

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="pauses")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(ended_on=None), name="one_open_pause_of_a_report")
        ]

    def __str__(self):
        return f"pause of {self.report_id}"


class ChaseStep(models.Model):
    """One rung of the ladder when a partner is late: each is climbed once for each report."""

    class Rung(models.IntegerChoices):
        REMINDER = 1, "Reminded"
        SENIOR = 2, "Senior contact asked"
        AGENDA = 3, "For the next agenda of the partner"

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="chase")
    rung = models.PositiveSmallIntegerField(choices=Rung)
    on = models.DateField()
    meeting = models.ForeignKey(PartnerMeeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["rung"]
        constraints = [models.UniqueConstraint(fields=["report", "rung"], name="each_rung_once")]

    def __str__(self):
        return f"{self.get_rung_display()} ({self.on:%d %B %Y})"
