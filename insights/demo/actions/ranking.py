"""What the members of the demonstration's CAGs say matters most, this quarter and the last."""

from groups.action_groups.models import ActionGroupMembership
from insights.demo.actions.stage import Stage
from insights.figures.periods import last_quarters
from insights.rankings.models import RankedTheme, ThemeRanking


def make_rankings(stage: Stage) -> None:
    """Members put the themes they work on first; in the running quarter only some have answered so far."""
    this, last = last_quarters(stage.today, 2)
    members = ActionGroupMembership.objects.active().filter(organisation__isnull=False).order_by("pk")
    ranked = []
    for number, membership in enumerate(members.prefetch_related("organisation__themes")):
        themes = list(membership.organisation.themes.all())[:3]
        for quarter in (last, this) if number % 3 else (last,):
            row = ThemeRanking.objects.create(membership=membership, quarter_start=quarter.first_day)
            ranked += [RankedTheme(ranking=row, theme=theme, position=n) for n, theme in enumerate(themes, 1)]
    RankedTheme.objects.bulk_create(ranked)
