"""What the page on issues is counted from: how many stand where, how long things took, who spoke, what is growing."""

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from groups.places.models import Place
from groups.themes.models import Theme
from insights.figures.counts import Counts
from insights.figures.evidence import Evidence, evidence
from insights.figures.scope import Scope
from insights.figures.tallies import USUAL
from insights.issues.models import Issue

MOST_COMMON = 8
AT_ONCE = 40
EMERGING_LEAST = 5
EMERGING_TIMES = 2


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
    def columns(self) -> dict[str, str]:
        more = {"theme": self.theme and self.theme.pk, "area": self.area and self.area.pk}
        more |= {"state": self.state, "severity": self.severity}
        return super().columns | {name: str(value or "") for name, value in more.items()}

    def issues(self, issues: QuerySet) -> QuerySet:
        issues = super().issues(issues)
        chosen = {"main_theme": self.theme, "state": self.state, "severity": self.severity}
        issues = issues.filter(**{name: value for name, value in chosen.items() if value})
        return issues.mainly_in(self.area) if self.area else issues


class Common(NamedTuple):
    """An issue that several organisations or places stand behind."""

    issue: Issue
    places: int
    sources: int


def common(counts: Counts) -> list[Common]:
    """Released issues of the period with voices from two places or two organisations at least, most voices first."""
    rows = counts.issues.released().leads().filter(voice_count__gte=2).order_by("-voice_count", "-pk")
    found: list[Common] = []
    for begin in count(0, AT_ONCE):  # most are told from several sides: a look at the first few is enough
        some = list(rows.values_list("pk", flat=True)[begin : begin + AT_ONCE])
        found += _from_several_sides(some)
        if len(some) < AT_ONCE or len(found) >= MOST_COMMON:
            return found[:MOST_COMMON]
    return found


def _from_several_sides(issues: list[int]) -> list[Common]:
    """Those of these issues (numbers) that are, in their order."""
    own = Q(voices__withdrawn_at__isnull=True)
    rows = Issue.objects.filter(pk__in=issues).annotate(
        places_told=Count("voices__place__cluster", distinct=True, filter=own),
        organisations_told=Count("voices__organisation", distinct=True, filter=own),
    )
    rows = rows.filter(Q(places_told__gte=2) | Q(organisations_told__gte=2))
    rows = rows.order_by("-voice_count", "-pk").only("lead_wording", "voice_count")
    return [Common(issue, issue.places_told, issue.organisations_told) for issue in rows]


class IssueCounts(Counts):
    """Everything the page on issues is computed from."""

    whats = (*Counts.whats, "area", "severity", "ending", "answer", "voices")

    @cached_property
    def growing(self) -> list[tuple[str, int, float]]:
        """Themes that grow faster than usual: their names, how many in the last 30 days, and in usual 30 days."""
        lately, usual = self.numbers.growth[True], self.numbers.growth[False]
        found = [(self.themes[int(theme)], n, usual[theme] / USUAL) for theme, n in lately.items() if theme]
        fast = [row for row in found if row[1] >= EMERGING_LEAST and row[1] >= EMERGING_TIMES * row[2]]
        return sorted(fast, key=lambda row: (-row[1], row[0]))

    @cached_property
    def common(self) -> list[Common]:
        return common(self)

    @cached_property
    def evidence(self) -> Evidence:
        return evidence(self)

    @cached_property
    def themes(self) -> dict[int, str]:
        return dict(Theme.objects.order_by("label").values_list("pk", "label"))

    @cached_property
    def areas(self) -> dict[int, str]:
        return dict(Place.objects.clusters().order_by("label").values_list("pk", "label"))
