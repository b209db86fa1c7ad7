"""Running numbers with no gaps in order, for references such as MK-2026-00042."""

from django.db import models


class Counter(models.Model):
    """The last number given out under a name; locked while the next one is taken."""

    name = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.name}: {self.last}"


def next_number(name: str) -> int:
    """The next number under `name`, starting at 1. Call inside an action: the row lock ends with it."""
    Counter.objects.get_or_create(name=name)
    counter = Counter.objects.select_for_update().get(name=name)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
