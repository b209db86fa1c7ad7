"""What people say against a joining, and pairs that are not the same: no suggestion brings those back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from insights.issues.models import Issue, Join


class NotTheSameQuerySet(models.QuerySet):
    """Pairs by one of the two."""

    def of(self, issue: Issue) -> set[int]:
        """Numbers of the issues that are not the same as this one."""
        pairs = self.filter(Q(one=issue) | Q(other=issue)).values_list("one", "other")
        return {number for pair in pairs for number in pair} - {issue.pk}


class NotTheSame(models.Model):
    """Two issues that are not one: split, taken apart, or looked at and told apart. The lower number stands first."""

    one = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="not_the_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_the_same_in_order"),
        ]

    def __str__(self):
        return f"{self.one} is not {self.other}"


class JoinObjectionQuerySet(models.QuerySet):
    """Objections that wait for staff, and how they end."""

    def waiting(self):
        return self.filter(settled_at__isnull=True)

    def end_apart(self, *, by, now) -> None:
        """They have what they asked for: those of these that wait are settled."""
        self.waiting().update(settled_at=now, settled_by=by, outcome=JoinObjection.Outcome.APART)


class JoinObjection(models.Model):
    """Somebody whose words were joined with others says that it is not the same; staff decide."""

    class Outcome(models.TextChoices):
        APART = "apart", "Taken apart"
        KEPT = "kept", "Left together"

    join = models.ForeignKey(Join, on_delete=models.CASCADE, related_name="objections")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField("why", blank=True)

    objects = JoinObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["join", "user"], condition=Q(settled_at__isnull=True), name="objection_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="") | Q(settled_at__isnull=False) & ~Q(outcome=""),
                name="objection_settled_has_outcome",
            ),
        ]

    def __str__(self):
        return f"objection {self.pk}"
