"""What matters here: themes in the order that members of a CAG, or organisations of an area, give them by quarter."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from camk.merging import DROP, carry
from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme


class ThemeRankingQuerySet(models.QuerySet):
    """Rankings by what they are about and quarter."""

    def about(self, here: ActionGroup | Place, quarter):
        """One for each member that is still in the CAG; of an area one for each organisation that is still there."""
        rows = self.filter(quarter_start=quarter.first_day)
        if isinstance(here, Place):
            return rows.filter(area=here, organisation__in=organisations_of(here).values("pk"))
        return rows.filter(membership__action_group=here, membership__state=ActionGroupMembership.State.ACTIVE)


def organisations_of(area: Place):
    """Who may say what matters in an area or a parish: organisations that are at home or work there."""
    return Organisation.objects.admitted().in_place(area.code)


class ThemeRanking(models.Model):
    """One order for one quarter, of a member of a CAG or of an organisation for an area; the newer one stands."""

    membership = models.ForeignKey(
        ActionGroupMembership, null=True, blank=True, on_delete=models.CASCADE, related_name="theme_rankings"
    )
    area = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="theme_rankings")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="theme_rankings"
    )
    quarter_start = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)

    objects = ThemeRankingQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "quarter_start"], name="theme_ranking_once_a_quarter"),
            models.UniqueConstraint(
                fields=["organisation", "area", "quarter_start"], name="area_ranking_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, area__isnull=True, organisation__isnull=True)
                | Q(membership__isnull=True, area__isnull=False, organisation__isnull=False),
                name="theme_ranking_in_a_cag_or_an_area",
            ),
        ]

    def __str__(self):
        return f"order of {self.membership_id or self.organisation_id} for {self.quarter_start}"


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


carry("insights.ThemeRanking.organisation", "orders of themes in areas", clash=DROP)
