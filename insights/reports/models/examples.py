"""The stories a report tells as examples, in its order."""

from django.db import models

from insights.reports.models.reports import StakeholderReport
from insights.stories.models import Story


class ReportStory(models.Model):
    """One story in a report; it stays as a record of where the story was used when the report's words are gone."""

    report = models.ForeignKey(StakeholderReport, on_delete=models.CASCADE, related_name="stories")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="in_reports")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "story"], name="story_once_in_report")]

    def __str__(self):
        return f"{self.story} in {self.report_id}"
