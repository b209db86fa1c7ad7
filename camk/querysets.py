"""QuerySet pieces that several rooms share, and abstract models for staff-edited lists."""

from django.db import models
from django.utils import timezone


class ListQuerySet(models.QuerySet):
    """Rows of a list that staff edit: retired ones stay for old records, but are offered no more."""

    def offered(self):
        return self.filter(retired_at__isnull=True)


class ListItem(models.Model):
    """One entry of a list: its code is fixed, its label free; it is retired, never deleted."""

    code = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "label"]

    def __str__(self):
        return self.label

    @property
    def is_offered(self) -> bool:
        return self.retired_at is None or self.retired_at > timezone.now()
