"""Which two themes a next meeting might pair: what is open about each, whom they share, and when they last met.

No secret score: the points are added up from three counts, and each is said in words beside the pair.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from django.utils import timezone

from camk.templatetags.ui import plaindate
from groups.organisations.models import Organisation
from groups.themes.models import Theme
from insights.issues.models import Issue
from meetings.meetings.models import Meeting

SHOWN = 12
MOST_ISSUES, MOST_SHARED, NEVER_MET = 10, 5, 4  # points at most for each
RESTS = 180  # days after which two themes may meet again without losing points


@dataclass(frozen=True)
class Pair:
    """Two themes, and what speaks for bringing them together."""

    one: Theme
    other: Theme
    issues: tuple[int, int]  # open ones about each
    both: int  # issues about both
    shared: int  # organisations that work on both
    apart: int  # organisations that work on one of them only
    last: datetime | None  # when a meeting was about both

    @property
    def days(self) -> int | None:
        return (timezone.now() - self.last).days if self.last else None

    @property
    def points(self) -> int:
        """Open issues on both sides; some shared organisations, but others to meet; not paired lately."""
        asked = min(*self.issues, MOST_ISSUES) + self.both
        audience = min(self.shared, MOST_SHARED) if self.apart else 0
        rest = NEVER_MET if self.days is None else min(self.days * NEVER_MET // RESTS, NEVER_MET)
        return asked + audience + rest

    @property
    def reasons(self) -> list[str]:
        """The same in words."""
        first, second = self.issues
        both = f", {self.both} about both" if self.both else ""
        said = [f"Open issues: {first} about {self.one.label}, {second} about {self.other.label}{both}."]
        if self.shared:
            said.append(f"Organisations that work on both: {self.shared}; on one of them only: {self.apart}.")
        else:
            said.append(f"No organisation works on both yet; on one of them: {self.apart}.")
        if self.last is None:
            said.append("No meeting has been about both.")
        else:
            said.append(f"A meeting was about both on {plaindate(self.last)}, {self.days} days ago.")
        return said


def pairs(limit: int = SHOWN) -> list[Pair]:
    """The pairs with the most points, of themes about which something is open."""
    issues = _keys(Issue.themes.through.objects.filter(issue__in=Issue.objects.open().leads()), "issue")
    for pk, theme in Issue.objects.open().leads().exclude(main_theme=None).values_list("pk", "main_theme"):
        issues.setdefault(theme, set()).add(pk)
    admitted = Organisation.objects.admitted()
    organisations = _keys(Organisation.themes.through.objects.filter(organisation__in=admitted), "organisation")
    held = Meeting.objects.public().filter(starts_at__lte=timezone.now()).exclude(state=Meeting.State.CANCELLED)
    began = dict(held.values_list("pk", "starts_at"))
    met = _keys(Meeting.themes.through.objects.filter(meeting__in=began), "meeting")
    themes = [theme for theme in Theme.objects.offered() if issues.get(theme.pk)]
    found = [_pair(one, other, issues, organisations, met, began) for one, other in combinations(themes, 2)]
    return sorted(found, key=lambda pair: (-pair.points, pair.one.label, pair.other.label))[:limit]


def _keys(rows, name: str) -> dict[int, set]:
    """What hangs on each theme."""
    found: dict[int, set] = {}
    for theme, key in rows.values_list("theme", name):
        found.setdefault(theme, set()).add(key)
    return found


def _pair(one, other, issues, organisations, met, began) -> Pair:
    mine, theirs = issues.get(one.pk, set()), issues.get(other.pk, set())
    here, there = organisations.get(one.pk, set()), organisations.get(other.pk, set())
    together = met.get(one.pk, set()) & met.get(other.pk, set())
    return Pair(
        one=one,
        other=other,
        issues=(len(mine), len(theirs)),
        both=len(mine & theirs),
        shared=len(here & there),
        apart=len(here ^ there),
        last=max((began[key] for key in together), default=None),
    )
