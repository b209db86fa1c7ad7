"""The summary tables beneath the figures: how many issues are alike, so that no page has to count a million rows.

Two triggers of the database (`triggers.py`) write down each change of what is counted, in the transaction of the
change itself, whatever made it. Each minute the changes are added to the tallies; until then figures read both, so
that they are exact at any moment. Writing a change down locks no row that another change needs.
"""

from django.db import models


class IssueChange(models.Model):
    """What one issue counted as before a change (`sign` -1), or counts as since (+1)."""

    sign = models.SmallIntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    main_theme_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    first_looked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    is_taken = models.BooleanField(default=False, db_default=False)

    def __str__(self):
        return f"change {self.pk}"


class IssueTally(models.Model):
    """So many issues of one kind and month (or day) stand at `key`: a state, a theme, or the day of a step.

    Rows that say more of the same thing are added up when they are read, and made one each night.
    """

    class What(models.TextChoices):
        STATE = "state", "by month and state"
        THEME = "theme", "by month and main theme"
        LOOK = "look", "by the days they were told and first looked at"
        DECISION = "decision", "by the days they were told and decided on"

    what = models.CharField(max_length=8, choices=What)
    kind = models.CharField(max_length=10)
    day = models.DateField()
    key = models.CharField(max_length=20, blank=True)
    n = models.IntegerField()

    class Meta:
        verbose_name_plural = "issue tallies"
        indexes = [models.Index(fields=["what", "day"], include=["kind", "key", "n"], name="tally_by_day")]

    def __str__(self):
        return f"{self.what} {self.day} {self.key}"
