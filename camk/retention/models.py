"""Holds that keep a record from being forgotten, and what each night's run did."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class HoldQuerySet(models.QuerySet):
    """Holds by whether they still keep something."""

    def standing(self):
        return self.filter(ended_at=None)

    def on(self, row: models.Model):
        """Those that keep this record."""
        return self.filter(target_type=row._meta.label_lower, target_id=str(row.pk))

    def numbers_of(self, model: type[models.Model]) -> list:
        """The keys of the records of this kind that are kept."""
        numbers = self.filter(target_type=model._meta.label_lower).values_list("target_id", flat=True)
        return [model._meta.pk.to_python(number) for number in numbers]


class Hold(models.Model):
    """Somebody complained, or the law wants it kept: nothing of this record is forgotten until the hold ends."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "A complaint"
        REQUEST = "request", "Somebody asked what we keep about them"
        LEGAL = "legal", "A matter of law"

    target_type = models.CharField("what is kept", max_length=60)
    target_id = models.CharField("its number", max_length=40)
    kind = models.CharField("why", max_length=10, choices=Kind)
    case = models.CharField("our number of the case", max_length=40, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = "hold: not to be forgotten"
        verbose_name_plural = "holds: not to be forgotten"
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "kind"], condition=Q(ended_at=None), name="held_once_for_a_reason"
            )
        ]

    def __str__(self):
        return f"hold {self.pk} on {self.what} {self.target_id}"

    @property
    def what(self) -> str:
        """The kind of record, in words."""
        return str(apps.get_model(self.target_type)._meta.verbose_name)


class RetentionRun(models.Model):
    """What one night did by one rule: numbers alone."""

    rule = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    forgotten = models.PositiveIntegerField()
    held = models.PositiveIntegerField("kept by a hold")
    failed = models.PositiveIntegerField("could not be forgotten")

    class Meta:
        ordering = ["-at", "rule"]
        verbose_name = "night of forgetting"
        verbose_name_plural = "what was forgotten"
        constraints = [models.UniqueConstraint(fields=["rule", "at"], name="rule_once_a_run")]

    def __str__(self):
        return f"{self.rule}, {self.at:%d %B %Y}"
