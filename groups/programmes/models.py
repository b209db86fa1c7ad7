"""Programmes with their funders: what Action Groups, meetings and initiatives belong to."""

from django.db import models


def lines_of(words: str) -> list[str]:
    """What staff wrote one a line: goals, outcomes."""
    return [line.strip() for line in words.splitlines() if line.strip()]


class Programme(models.Model):
    """A funded piece of work with its own goals and its own year (ledger A031, A042, A051, A068, A088)."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=120, unique=True)
    funder = models.CharField(max_length=150, blank=True)
    acknowledgement = models.CharField(
        max_length=250, blank=True, help_text="The sentence that thanks the funder on public pages."
    )
    purpose = models.TextField(blank=True)
    goals = models.TextField(blank=True, help_text="One goal a line.")
    outcomes = models.TextField(blank=True, help_text="What should be different because of it, one a line.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    year_starts_in_month = models.PositiveSmallIntegerField(default=4, help_text="4 = April to March")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def aims(self) -> list[str]:
        """Its goals and outcomes, each in its line, as staff wrote them."""
        return lines_of(f"{self.goals}\n{self.outcomes}")
