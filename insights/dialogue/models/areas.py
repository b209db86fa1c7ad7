"""In which place a community mobiliser works, from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.places.models import Place


class AreaAssignmentQuerySet(models.QuerySet):
    """Assignments by the days on which they hold."""

    def current(self):
        """Those that have begun and not ended; on the day one ends it holds no more."""
        return self.on(timezone.localdate())

    def on(self, day: date):
        return self.between(day, day)

    def between(self, first: date, last: date):
        """Those that held on one day at least, from `first` to `last`."""
        held = self.filter(Q(ends_on=None) | Q(ends_on__gt=models.F("starts_on")), starts_on__lte=last)
        return held.filter(Q(ends_on=None) | Q(ends_on__gt=first))

    def by_place(self):
        """Each place among these once, with the day somebody first worked there (`since`)."""
        everybody = AreaAssignment.objects.filter(place__in=self.order_by().values("place")).order_by()
        places = everybody.values("place__label", "place__code").annotate(since=models.Min("starts_on"))
        return places.order_by("place__label")


class AreaAssignment(models.Model):
    """A community mobiliser works in a place from one day until another (the day it ends counts no more)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_assignments")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="area_assignments")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = AreaAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["place", "starts_on"]

    def __str__(self):
        return f"{self.user} in {self.place}"
