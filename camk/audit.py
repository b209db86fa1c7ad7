"""The audit trail: who did what to which record, when; coded values only, never anybody's words."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEvent(models.Model):
    """One thing that somebody did; rows are only ever added (a database trigger keeps it so)."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    # No constraint: a person may be forgotten, but what they did stays written down.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_target")]
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"

    def __str__(self):
        return f"{self.verb} {self.target_type} {self.target_id}"


class RetentionGate(models.Model):
    """While a row stands here the trigger lets the retention command remove old audit entries."""

    opened_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"opened {self.opened_at:%Y-%m-%d %H:%M}"


def record(verb: str, target: models.Model, *, by, **coded) -> AuditEvent:
    """Add one audit event inside the running action.

    `coded` holds coded values (states, ids, numbers, dates) as old/new pairs or single values. For free
    text pass only its length: `words_length=120`.
    """
    return AuditEvent.objects.create(
        by=by if by is not None and by.pk else None,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        data={key: _plain(value) for key, value in coded.items()},
    )


def _plain(value):
    """JSON form of a coded value: a row becomes its key, a date its ISO text."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
