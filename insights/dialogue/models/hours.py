"""What mobilisers give their time to in an area: listening, and the projects of others that they support."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place

LISTENING = "Listening and talking with people"


class ProjectQuerySet(models.QuerySet):
    """Projects by whether they still run."""

    def running(self):
        """Those without a last day, or with one that is still to come."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))


class Project(models.Model):
    """A project, ours or somebody else's, whose delivery mobilisers support (ledger A107)."""

    name = models.CharField(max_length=120, unique=True)
    run_by = models.CharField("who runs it", max_length=150, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "project that mobilisers support"
        verbose_name_plural = "projects that mobilisers support"

    def __str__(self):
        return self.name


class TimeQuerySet(models.QuerySet):
    """Hours by who may see them and by month."""

    def visible_to(self, user):
        """Everybody their own; staff all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser or user.has_perm("insights.view_timespent"):
            return self.all()
        return self.filter(by=user)

    def in_month(self, month: date):
        return self.filter(spent_on__year=month.year, spent_on__month=month.month)

    def by_project(self, *within: str) -> list[tuple]:
        """Hours by what they went to, most first; listening stands before projects. Fields of `within` come first."""
        rows = self.order_by().values_list(*within, "project__name").annotate(sum=models.Sum("hours"))
        named = [(*more, name or LISTENING, sum) for *more, name, sum in rows]
        return sorted(named, key=lambda row: (row[-2] != LISTENING, -row[-1]))


class TimeSpent(models.Model):
    """So many hours of one day in one area, for a project or, without one, for listening."""

    area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="time_spent")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="time_spent")
    spent_on = models.DateField()
    hours = models.DecimalField(max_digits=3, decimal_places=1)
    words = models.CharField("what was done", max_length=300, blank=True)
    # Empty once it was so long ago that nobody needs to know.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="time_spent")
    created_at = models.DateTimeField(default=timezone.now)

    objects = TimeQuerySet.as_manager()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        verbose_name = "mobilisers' time"
        verbose_name_plural = "mobilisers' time"
        constraints = [models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=16), name="time_of_one_day")]

    def __str__(self):
        return f"time {self.pk}"

    @property
    def what(self) -> str:
        """What it went to."""
        return self.project.name if self.project else LISTENING
