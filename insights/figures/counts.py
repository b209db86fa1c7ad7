"""The counts beneath the trustees' figures: a few statements, whatever the page shows and however many issues."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from camk.details import site_details
from groups.places.models import Place
from groups.themes.models import Theme, ThemeFamily
from insights.figures import partners, reach
from insights.figures.area_table import NO_FAMILY, AreaTable, last_closed, read_table
from insights.figures.facts import counted, due_until, told_within
from insights.figures.periods import Period, Quarter
from insights.figures.scope import Scope
from insights.figures.tallies import PLACES, Numbers, Times, count_by_hand, read, read_beside
from insights.issues.models import Issue
from insights.issues.states import IssueState
from insights.loop.counting import score

MOST_WAITING = 6


@dataclass(frozen=True)
class Heard:
    """Parishes and themes, and which of them issues of the period are about."""

    parishes: dict[int, tuple[str, str]]  # name, and the area it lies in
    themes: dict[int, str]
    parishes_heard: set[int]
    themes_heard: set[int]

    @classmethod
    def read(cls, themes_heard: Iterable[str], places_heard: Iterable[str]) -> "Heard":
        places = Place.objects.order_by("label").values_list("pk", "kind", "label", "parish", "cluster__label")
        places = list(places)
        parish_of = {pk: parish or pk for pk, _, _, parish, _ in places}
        parishes = {pk: (label, area or "") for pk, kind, label, _, area in places if kind == Place.Kind.PARISH}
        return cls(
            parishes=parishes,
            themes=dict(Theme.objects.offered().order_by("label").values_list("pk", "label")),
            parishes_heard={parish_of[int(place)] for place in places_heard} & parishes.keys(),
            themes_heard={int(theme) for theme in themes_heard if theme},
        )

    @property
    def silent_parishes(self) -> list[tuple[str, str]]:
        """Their areas and names, by area."""
        rows = [(area, label) for pk, (label, area) in self.parishes.items() if pk not in self.parishes_heard]
        return sorted(rows)

    @property
    def silent_themes(self) -> list[str]:
        return [label for pk, label in self.themes.items() if pk not in self.themes_heard]


class Counts:
    """Everything one page of figures is computed from; each part is read when it is first asked for."""

    whats: tuple[str, ...] = ("kind", "state", "theme", "look", "decision")

    def __init__(self, scope: Scope):
        self.scope = scope
        self.at = timezone.now()
        self.period, self.today = scope.period, scope.today
        self.before = scope.period.previous()
        self.drawn: dict[str, str] = {}  # what was made of them for the pages, by template

    @property
    def running(self) -> bool:
        return self.scope.is_running

    @property
    def before_until(self) -> date:
        """The last day of the time before that counts: while the period runs, only as many days as have passed."""
        passed = self.before.first_day + (self.today - self.period.first_day)
        return min(passed, self.before.last_day) if self.running else self.before.last_day

    @property
    def times(self) -> Times:
        due = due_until(self.today, site_details().decision_days)
        return Times(self.period, self.before, self.before_until, due, self.today)

    @cached_property
    def issues(self) -> QuerySet:
        """The issues of the period."""
        return told_within(self.scope.issues(counted(Issue.objects.all())), self.period)

    @cached_property
    def numbers(self) -> Numbers:
        """All sums of issues: from the tallies, or from the issues asked for."""
        if self.scope.tallied is None:
            return count_by_hand(self.times, self.scope.issues(Issue.objects.all()))
        return read(self.times, *self.scope.tallied, self.whats)

    def of(self, what: str, period: Period) -> Counter:
        """How many issues of the period, or of the one before, stand under each key of a tally."""
        return self.numbers.sums[what, period == self.period]

    @cached_property
    def family_of(self) -> dict[str, int]:
        """The theme family of each theme; 0 for none."""
        return {str(pk): family for pk, family in Theme.objects.order_by().values_list("pk", "family")} | {"": 0}

    @cached_property
    def families(self) -> dict[int, str]:
        """Their names in their order, what has none last."""
        return dict(ThemeFamily.objects.order_by("position", "label").values_list("pk", "label")) | {0: NO_FAMILY}

    @cached_property
    def waiting(self) -> list[Issue]:
        return list(waiting_longest(self.scope))

    @cached_property
    def table(self) -> AreaTable:
        return read_table(last_closed(Quarter.of(self.period.last_day), self.today))

    @cached_property
    def heard(self) -> Heard:
        if self.scope.tallied and self.scope.tallied[0] in PLACES.by:
            places, _ = read_beside(PLACES, self.period, *self.scope.tallied)
            return Heard.read(+self.of("theme", self.period), +places)
        issues = self.issues
        named = Issue.places.through.objects.filter(issue__in=issues).order_by()
        themes = issues.exclude(main_theme=None).values_list("main_theme", flat=True).distinct()
        return Heard.read(themes, named.values_list("place", flat=True).distinct())

    @cached_property
    def promises(self) -> list[partners.Promise]:
        return partners.promises(self.scope, self.before)

    @cached_property
    def asks(self) -> list[partners.Asked]:
        return partners.asks(self.scope, self.before)

    @cached_property
    def silence(self) -> list[partners.Silence]:
        return partners.silence(self.scope)

    @cached_property
    def came(self) -> reach.Came:
        return reach.came(self.scope, self.before, self.before_until)

    @cached_property
    def loop(self) -> dict[str, int]:
        """Who of those who spoke was told the outcome."""
        return score()

    @cached_property
    def ties(self) -> reach.Ties:
        return reach.ties(self.scope, self.before, self.before_until)


def waiting_longest(scope: Scope, number: int = MOST_WAITING) -> QuerySet:
    """Open issues that nobody put aside on purpose, the oldest first."""
    issues = scope.issues(Issue.objects.open().leads().exclude(state=IssueState.PARKED))
    return issues.select_related("main_theme", "main_place__cluster").order_by("created_at", "pk")[:number]
