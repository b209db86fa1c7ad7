"""The orders of all members made into one, beside what was told about each theme."""

from dataclasses import dataclass

from django.db.models import Count

from groups.action_groups.models import ActionGroup
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures.facts import NOT_COUNTED
from insights.figures.periods import Quarter, bounds, within
from insights.issues.models import Issue
from insights.rankings.models import RankedTheme, ThemeRanking

MOST = 5  # how many themes a member puts in order
ENOUGH = 5  # below this many members, an order would show who said what (decisions, point 12)


@dataclass(frozen=True)
class Placed:
    """One theme of the common order: its points, how many members named it, and how many issues were told of it."""

    theme: Theme
    points: int
    members: int
    told: int


@dataclass(frozen=True)
class Order:
    """What matters in one CAG or area in one quarter."""

    quarter: Quarter
    members: int
    rows: list[Placed]

    @property
    def is_shown(self) -> bool:
        return self.members >= ENOUGH


def order_of(here: ActionGroup | Place, quarter: Quarter, *, insider: bool = False) -> Order:
    """The common order: first place counts five points, fifth one; empty while too few members have answered.

    `told` counts issues of all of Milton Keynes by main theme in that quarter: a total that hides nobody.
    """
    rankings = ThemeRanking.objects.about(here, quarter)
    members = rankings.count()
    if members < ENOUGH and not insider:
        return Order(quarter, members, [])
    points: dict[Theme, list[int]] = {}
    for row in RankedTheme.objects.filter(ranking__in=rankings).select_related("theme"):
        points.setdefault(row.theme, []).append(MOST + 1 - row.position)
    told = _told(quarter)
    rows = [Placed(theme, sum(given), len(given), told.get(theme.pk, 0)) for theme, given in points.items()]
    return Order(quarter, members, sorted(rows, key=lambda row: (-row.points, -row.members, row.theme.label)))


def _told(quarter: Quarter) -> dict[int, int]:
    """How many issues were told of each theme in this quarter."""
    rows = Issue.objects.filter(within("created_at", *bounds(quarter)), main_theme__isnull=False)
    return dict(rows.exclude(state__in=NOT_COUNTED).order_by().values_list("main_theme").annotate(n=Count("pk")))
