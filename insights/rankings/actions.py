"""A member gives its order of themes for this quarter."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroupMembership
from groups.themes.models import Theme
from insights.figures.periods import Quarter
from insights.rankings.models import RankedTheme, ThemeRanking


@action
def rank(*, membership: ActionGroupMembership, themes: list[Theme], by: User) -> ThemeRanking:
    """Keep `themes`, the most important first, for the running quarter; an earlier order of it is replaced."""
    if membership.state != ActionGroupMembership.State.ACTIVE:
        raise RuleBroken("Only members of this CAG say what matters here.")
    if not themes:
        raise RuleBroken("Choose at least one theme.")
    if len(set(themes)) != len(themes):
        raise RuleBroken("Each theme can stand in the list once.")
    ActionGroupMembership.objects.select_for_update().get(pk=membership.pk)
    quarter = Quarter.of(timezone.localdate())
    ranking, is_new = ThemeRanking.objects.get_or_create(membership=membership, quarter_start=quarter.first_day)
    ranking.by, ranking.given_at = by, timezone.now()
    ranking.save(update_fields=["by", "given_at"])
    ranking.ranked.all().delete()
    rows = [RankedTheme(ranking=ranking, theme=theme, position=n) for n, theme in enumerate(themes, 1)]
    RankedTheme.objects.bulk_create(rows)
    audit.record("ranking.given", ranking, by=by, new=is_new, themes=[theme.code for theme in themes])
    return ranking
