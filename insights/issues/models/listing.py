"""What the public list is narrowed by, kept beside each issue on it: a page is read from an index and stops there."""

from django.db import models
from django.db.models import Index

from insights.issues.models.issues import Issue
from insights.issues.states import STAGES

ANY = 0


class ListedIssueQuerySet(models.QuerySet):
    """The list, narrowed in any way: always the same work, however many issues there are."""

    def narrowed(self, *, theme: int = ANY, area: int = ANY, kind: str = "", stage: str = ""):
        """One row of each issue that fits."""
        rows = self.filter(theme=theme, area=area)
        rows = rows.filter(kind=kind) if kind else rows
        return rows.filter(stage=stage) if stage else rows


class ListedIssue(models.Model):
    """A released issue on the public list: a row for each of its themes, and any, in each of its areas, and any.

    Written by the action that changes what it says (`insights/issues/actions/listing.py`); what it must say is one
    statement there, and each night the two are compared.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="listed", db_index=False)
    # Numbers of a theme and of an area; 0 is the row in which any does.
    theme = models.BigIntegerField(default=ANY)
    area = models.BigIntegerField(default=ANY)
    kind = models.CharField(max_length=10, choices=Issue.Kind)
    stage = models.CharField(max_length=10, choices=[(code, words) for code, (words, _) in STAGES.items()])
    released_at = models.DateTimeField()

    objects = ListedIssueQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "theme", "area"], name="listed_once_each_way")]
        # One for each choice of kind and stage, so that no row of another is read on the way.
        indexes = [
            Index(fields=["theme", "area", "released_at", "issue"], name="listed_any"),
            Index(fields=["theme", "area", "kind", "released_at", "issue"], name="listed_kind"),
            Index(fields=["theme", "area", "stage", "released_at", "issue"], name="listed_stage"),
            Index(fields=["theme", "area", "kind", "stage", "released_at", "issue"], name="listed_both"),
        ]

    def __str__(self):
        return f"{self.issue_id} by theme {self.theme}, area {self.area}"
