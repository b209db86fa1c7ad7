"""What the page on issues is counted from: how many stand where, how long things took, who spoke, what is growing."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from camk.templatetags.ui import LONDON
from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures.counts import Counts, Took, between, contributor, counted
from insights.figures.periods import start_of
from insights.figures.scope import Scope
from insights.figures.states import HAS_ANSWER
from insights.issues.models import Issue, IssueMove

LATELY = timedelta(days=30)
USUAL = 6  # so many times as long before make what is usual
EMERGING_LEAST = 5
EMERGING_TIMES = 2
MOST_COMMON = 8


@dataclass(frozen=True)
class IssueScope(Scope):
    """A scope of issues alone, narrowed by what they are about, where, how they stand and how hard they are."""

    theme: Theme | None = None
    area: Place | None = None
    state: str = ""
    severity: int | None = None

    @property
    def chosen(self) -> dict[str, str]:
        more = {"theme": self.theme.code if self.theme else "", "area": self.area.code if self.area else ""}
        return super().chosen | more | {"state": self.state, "severity": str(self.severity or "")}

    @property
    def narrowed_words(self) -> list[str]:
        words = [f"the theme {self.theme.label}"] if self.theme else []
        words += [f"the area {self.area.label}"] if self.area else []
        words += [f"those that stand at “{Issue.State(self.state).label}” today"] if self.state else []
        words += [f"those judged “{Issue.Severity(self.severity).label.lower()}”"] if self.severity else []
        return super().narrowed_words + words

    @property
    def is_tallied(self) -> bool:
        return super().is_tallied and not (self.theme or self.area or self.state or self.severity)

    def issues(self, issues: QuerySet) -> QuerySet:
        issues = super().issues(issues)
        chosen = {"main_theme": self.theme, "state": self.state, "severity": self.severity}
        issues = issues.filter(**{name: value for name, value in chosen.items() if value})
        return issues.mainly_in(self.area) if self.area else issues


class Fact(NamedTuple):
    """How many issues of the period are alike."""

    kind: str
    state: str
    severity: int | None
    theme: int | None
    area: int | None
    again: int  # how often they were opened again
    n: int


class Common(NamedTuple):
    """An issue that several organisations or places stand behind."""

    issue: Issue
    places: int
    sources: int


def facts(scope: Scope) -> list[Fact]:
    names = ("kind", "state", "severity", "main_theme", "main_place__cluster", "main_place", "reopened_count")
    rows = _of_period(scope).values_list(*names).annotate(n=Count("pk"))
    return [Fact(*row[:4], row[4] or row[5], row[6], row[7]) for row in rows]


def _of_period(scope: Scope) -> QuerySet:
    return between(scope.issues(counted()), scope.period.first_day, scope.period)


def answered_days(scope: Scope) -> list[Took]:
    """The day each issue was told and the day its people first had an answer."""
    firsts = IssueMove.objects.filter(issue__in=_of_period(scope), new_state__in=HAS_ANSWER).order_by()
    firsts = firsts.values("issue", on=TruncDate("issue__created_at", tzinfo=LONDON))
    days = Counter((row["on"], row["at"].astimezone(LONDON).date()) for row in firsts.annotate(at=Min("at")))
    return [Took(*pair, n) for pair, n in days.items()]


def growing(scope: Scope) -> list[tuple[str, int, float]]:
    """Themes that grow faster than usual: their names, how many in the last 30 days, and in usual 30 days."""
    end = start_of(scope.today + timedelta(days=1))
    start = end - LATELY * (1 + USUAL)
    issues = scope.issues(counted()).filter(created_at__gte=start, created_at__lt=end, main_theme__isnull=False)
    rows = issues.values_list("main_theme__label").annotate(
        lately=Count("pk", filter=Q(created_at__gte=end - LATELY)), n=Count("pk")
    )
    found = [(label, lately, (n - lately) / USUAL) for label, lately, n in rows]
    fast = [row for row in found if row[1] >= EMERGING_LEAST and row[1] >= EMERGING_TIMES * row[2]]
    return sorted(fast, key=lambda row: (-row[1], row[0]))


def common(scope: Scope) -> list[Common]:
    """Released issues of the period with voices from two places or two sources at least, most sources first."""
    own = Q(voices__withdrawn_at__isnull=True)
    rows = _of_period(scope).released().leads().filter(voice_count__gte=2)
    rows = rows.annotate(
        places_told=Count("voices__place__cluster", distinct=True, filter=own),
        organisations_told=Count("voices__organisation", distinct=True, filter=own),
    )
    rows = rows.filter(Q(places_told__gte=2) | Q(organisations_told__gte=2)).select_related("main_theme")
    rows = rows.order_by("-organisations_told", "-voice_count", "pk")[:MOST_COMMON]
    return [Common(issue, issue.places_told, issue.organisations_told) for issue in rows]


def sources(scope: Scope) -> dict[int | None, Counter]:
    """For each main theme, how many issues of the period each organisation or person told."""
    found: dict[int | None, Counter] = {}
    rows = _of_period(scope).filter(first_voices__withdrawn_at__isnull=True).annotate(source=contributor())
    for theme, source, n in rows.values_list("main_theme", "source").annotate(n=Count("pk", distinct=True)):
        found.setdefault(theme, Counter())[source] += n
    return found


class IssueCounts(Counts):
    """Everything the page on issues is computed from."""

    @cached_property
    def facts(self) -> list[Fact]:
        return facts(self.scope)

    @cached_property
    def answered_days(self) -> list[Took]:
        return answered_days(self.scope)

    @cached_property
    def growing(self) -> list[tuple[str, int, float]]:
        return growing(self.scope)

    @cached_property
    def common(self) -> list[Common]:
        return common(self.scope)

    @cached_property
    def sources(self) -> dict[int | None, Counter]:
        return sources(self.scope)

    @cached_property
    def themes(self) -> dict[int, str]:
        return dict(Theme.objects.order_by("label").values_list("pk", "label"))

    @cached_property
    def areas(self) -> dict[int, str]:
        return dict(Place.objects.clusters().order_by("label").values_list("pk", "label"))
