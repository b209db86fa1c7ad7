"""Days on which a meeting is better not held: school holidays, festivals, what staff know of."""

from django.db import models
from django.db.models import F, Q


class DayToAvoid(models.Model):
    """One day or several, with the reason staff are warned with. Bank holidays are known without it."""

    label = models.CharField("why", max_length=120, help_text="As the warning names it: “Schools’ half-term”.")
    first_day = models.DateField()
    last_day = models.DateField(help_text="The same as the first, for one day.")
    source = models.CharField(max_length=200, blank=True, help_text="Where the dates are from, to check them later.")

    class Meta:
        ordering = ["first_day"]
        verbose_name = "day to avoid"
        verbose_name_plural = "days to avoid"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="avoided_ends_after_start",
                violation_error_message="The last day must not come before the first.",
            )
        ]

    def __str__(self):
        return self.label
