"""The summary tables beneath the figures: how many issues are alike, so that no page has to count a million rows.

Triggers of the database (`triggers.py`) write down each change of what is counted, in the transaction of the change
itself, whatever made it. Each minute the changes are added to the tallies; until then figures read both, so that
they are exact at any moment. Writing a change down locks no row that another change needs.
"""

from django.db import models

from groups.places.models import Place


class IssueChange(models.Model):
    """What an issue, one of its voices or one of its places counted as before a change (`sign` -1), or since (+1)."""

    class Part(models.TextChoices):
        ISSUE = "issue", "the issue itself"
        VOICE = "voice", "a voice that first told it"
        PLACE = "place", "a place it names"

    sign = models.SmallIntegerField()
    part = models.CharField(max_length=5, choices=Part)
    # Of a voice: who spoke (facts.contributor says how), nothing where nobody knows. Of a place: its number.
    key = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    main_theme_id = models.BigIntegerField(null=True)
    # Without an index or a rule of the database: rows stay for a minute.
    main_place = models.ForeignKey(
        Place, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    severity = models.SmallIntegerField(null=True)
    reopened_count = models.IntegerField()
    created_at = models.DateTimeField()
    first_looked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    is_taken = models.BooleanField(default=False, db_default=False)

    def __str__(self):
        return f"change {self.pk}"


class IssueTally(models.Model):
    """So many issues (voices, places) of one month or day stand at `key`, among those that are `of` in `by`.

    `by` is a column of the filter and `of` its value; both empty: among all. What is tallied, and by what, stands in
    `tallies.py`. Rows that say more of the same thing are added up when they are read, and made one each night.
    """

    by = models.CharField(max_length=8, blank=True)
    of = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=8)
    day = models.DateField()
    key = models.CharField(max_length=20, blank=True)
    n = models.IntegerField()

    class Meta:
        verbose_name_plural = "issue tallies"
        indexes = [models.Index(fields=["by", "of", "what", "day"], include=["key", "n"], name="tally_by_day")]

    def __str__(self):
        return f"{self.by} {self.of} {self.what} {self.day} {self.key}"
