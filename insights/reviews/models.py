"""The annual review: a year from April to March, in figures, in stories, and in the words of our office."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from camk.files import StoredFile
from insights.figures.periods import APRIL, Months
from insights.figures.permissions import may_see_figures
from insights.stories.models import Story


class AnnualReviewQuerySet(models.QuerySet):
    """Reviews by who may read them."""

    def frozen(self):
        return self.filter(frozen_at__isnull=False)

    def visible_to(self, user):
        """What is frozen for everybody; drafts for whoever may see the figures."""
        return self.all() if may_see_figures(user) else self.frozen()


class AnnualReview(models.Model):
    """One year. Until it is frozen its figures are counted anew each time; then it stays as it is, for everybody."""

    first_day = models.DateField(unique=True)
    opening = models.TextField("the year in short", blank=True)
    learning = models.TextField("what we have learned", blank=True)
    thanks = models.TextField("a word to those who made it possible", blank=True)
    spotlights = models.ManyToManyField(Story, blank=True, related_name="+")
    # Figures, words and funders as they were frozen; stories stand there only as long as they are published.
    snapshot = models.JSONField(null=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pdf = models.ForeignKey(StoredFile, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    frozen_at = models.DateTimeField(null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AnnualReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__month=APRIL, first_day__day=1), name="review_from_april"
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | models.Q(snapshot__isnull=False), name="frozen_is_kept"
            ),
        ]

    def __str__(self):
        return f"annual review {self.period.label}"

    def get_absolute_url(self):
        return reverse("insights:review", args=[self.first_day.year])

    @property
    def period(self) -> Months:
        return Months(self.first_day)
