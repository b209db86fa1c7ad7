"""A member of a CAG, or an organisation of an area, gives its order of themes for this quarter."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroupMembership
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures.periods import Quarter
from insights.rankings.models import RankedTheme, ThemeRanking, organisations_of


@action
def rank(*, membership: ActionGroupMembership, themes: list[Theme], by: User) -> ThemeRanking:
    """Keep `themes`, the most important first, for the running quarter; an earlier order of it is replaced."""
    if membership.state != ActionGroupMembership.State.ACTIVE:
        raise RuleBroken("Only members of this CAG say what matters here.")
    ActionGroupMembership.objects.select_for_update().get(pk=membership.pk)
    return _keep(themes, by=by, membership=membership)


@action
def rank_in_area(*, area: Place, organisation: Organisation, themes: list[Theme], by: User) -> ThemeRanking:
    """The same for an area or a parish, with or without a CAG: each organisation that is there counts once."""
    if not organisations_of(area).filter(pk=organisation.pk).exists():
        raise RuleBroken("Organisations that are at home or work here say what matters here.")
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    return _keep(themes, by=by, area=area, organisation=organisation)


def _keep(themes: list[Theme], *, by: User, **whose) -> ThemeRanking:
    if not themes:
        raise RuleBroken("Choose at least one theme.")
    if len(set(themes)) != len(themes):
        raise RuleBroken("Each theme can stand in the list once.")
    quarter = Quarter.of(timezone.localdate())
    ranking, is_new = ThemeRanking.objects.get_or_create(**whose, quarter_start=quarter.first_day)
    ranking.by, ranking.given_at = by, timezone.now()
    ranking.save(update_fields=["by", "given_at"])
    ranking.ranked.all().delete()
    rows = [RankedTheme(ranking=ranking, theme=theme, position=n) for n, theme in enumerate(themes, 1)]
    RankedTheme.objects.bulk_create(rows)
    audit.record("ranking.given", ranking, by=by, new=is_new, themes=[theme.code for theme in themes])
    return ranking
