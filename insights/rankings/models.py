"""What matters here: the themes of a CAG in the order its members give them, quarter by quarter."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from groups.action_groups.models import ActionGroupMembership
from groups.themes.models import Theme


class ThemeRankingQuerySet(models.QuerySet):
    """Rankings by CAG and quarter."""

    def of_action_group(self, action_group, quarter):
        """One for each member that is still in the CAG."""
        rows = self.filter(quarter_start=quarter.first_day, membership__action_group=action_group)
        return rows.filter(membership__state=ActionGroupMembership.State.ACTIVE)


class ThemeRanking(models.Model):
    """One member's order for one quarter; given again, the newer one stands."""

    membership = models.ForeignKey(ActionGroupMembership, on_delete=models.CASCADE, related_name="theme_rankings")
    quarter_start = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)

    objects = ThemeRankingQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "quarter_start"], name="theme_ranking_once_a_quarter")
        ]

    def __str__(self):
        return f"order of {self.membership_id} for {self.quarter_start}"


class RankedTheme(models.Model):
    """One theme in a member's order; 1 comes first."""

    ranking = models.ForeignKey(ThemeRanking, on_delete=models.CASCADE, related_name="ranked")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "position"], name="ranked_position_once"),
            models.UniqueConstraint(fields=["ranking", "theme"], name="ranked_theme_once"),
        ]

    def __str__(self):
        return f"{self.position}: {self.theme}"
