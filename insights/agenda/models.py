"""Which issue a part of a meeting's agenda takes up."""

from django.db import models
from django.utils import timezone

from insights.issues.models import Issue
from meetings.meetings.models import AgendaItem


class AgendaIssueQuerySet(models.QuerySet):
    """Links between agendas and issues, by meeting."""

    def at(self, meeting):
        return self.filter(part__meeting=meeting)


class AgendaIssue(models.Model):
    """An issue is talked about in this part of a meeting."""

    part = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="raised")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="on_agendas")
    at = models.DateTimeField(default=timezone.now)

    objects = AgendaIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "issue on an agenda"
        verbose_name_plural = "issues on agendas"

    def __str__(self):
        return f"{self.issue} at part {self.part_id}"
