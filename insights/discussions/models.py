"""Which issue was talked about at which meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from insights.issues.models import Issue
from meetings.meetings.models import Meeting
from meetings.outcomes.models import Minutes
from meetings.outcomes.permissions import Audience


class DiscussionQuerySet(models.QuerySet):
    """Where issues were talked about, as pages show it."""

    def shown(self):
        """At meetings that everybody may know of."""
        return self.filter(meeting__state__in=Meeting.PUBLIC)

    def with_minutes(self):
        """With whether everybody may read the minutes."""
        public = Minutes.objects.filter(published_at__isnull=False, record__published_at__isnull=False)
        public = public.filter(record__meeting=OuterRef("meeting"), record__audience=Audience.PUBLIC)
        return self.select_related("meeting").annotate(has_minutes=Exists(public))


class Discussion(models.Model):
    """An issue was talked about at a meeting."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="discussions")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="discussions")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "meeting"], name="issue_discussed_once_a_meeting")]

    def __str__(self):
        return f"{self.issue} at meeting {self.meeting_id}"
