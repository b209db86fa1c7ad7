"""The figures of the page on issues: where they stand, how long things took, what grows, who is behind them."""

from collections import Counter

from camk.templatetags.ui import count
from insights.figures.facts import AGAIN, ENDED
from insights.figures.issue_counts import IssueCounts
from insights.figures.issue_figures import middle
from insights.figures.issue_figures import waits as days_to
from insights.figures.periods import Period
from insights.figures.states import BOTH_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO, THEY_SAY
from insights.issues.models import Issue

NOT_SORTED, NO_AREA, NOT_JUDGED = "Not sorted yet", "All of Milton Keynes, or not given", "Not judged yet"
RESTS = (NOT_SORTED, NO_AREA, NOT_JUDGED)
Pairs = list[tuple[str, int]]


def _by(counts: IssueCounts, name: str, labels: dict, rest: str) -> Pairs:
    """How many issues there are of each, the most first; what has none of the labels stands last."""
    found = counts.of(name, counts.period)
    pairs = sorted(((label, found[str(key)]) for key, label in labels.items()), key=lambda pair: (-pair[1], pair[0]))
    others = found.total() - sum(n for _, n in pairs)
    return [pair for pair in pairs if pair[1]] + ([(rest, others)] if others else [])


def by_theme(counts: IssueCounts, period: Period) -> Pairs:
    """Nothing where an area was chosen: small numbers of an area by theme stand in the published table alone."""
    return [] if counts.scope.area else _by(counts, "theme", counts.themes, NOT_SORTED)


def by_area(counts: IssueCounts, period: Period) -> Pairs:
    """Nothing where a theme was chosen, for the same reason."""
    return [] if counts.scope.theme else _by(counts, "area", counts.areas, NO_AREA)


def by_kind(counts: IssueCounts, period: Period) -> Pairs:
    return _by(counts, "kind", dict(Issue.Kind.choices), "")


def by_state(counts: IssueCounts, period: Period) -> Pairs:
    return _by(counts, "state", dict(Issue.State.choices), "")


def by_severity(counts: IssueCounts, period: Period) -> Pairs:
    return _by(counts, "severity", dict(Issue.Severity.choices), NOT_JUDGED)


def percentile(days: Counter, share: float) -> int:
    """The smallest value that at least this share of so many of each do not exceed."""
    reached = 0
    for value in sorted(days):
        reached += days[value]
        if reached >= share * days.total():
            return value
    raise IndexError(share)


def waits(counts: IssueCounts, period: Period) -> list[tuple]:
    """Median and ninth tenth of the working days to a first look, a decision and an answer."""
    steps = {"A first look": "look", "A decision": "decision", "An answer": "answer"}
    lines = []
    for label, what in steps.items():
        days = days_to(counts, what, period)
        lines.append((label, days.total(), *((f"{middle(days):g}", percentile(days, 0.9)) if days else ("–", "–"))))
    return lines


def again(counts: IssueCounts, period: Period) -> list[tuple]:
    """Of the issues that came to an end, how many were opened again."""
    found = counts.of("ending", period)
    opened, ended = found[AGAIN], found[AGAIN] + found[ENDED]
    return [("Opened again", opened, ended, f"{round(100 * opened / ended)}%" if ended else "–")]


def two_keys(counts: IssueCounts, period: Period) -> Pairs:
    """A partner's word that it is done, and what the people behind the issue say."""
    states = counts.of("state", period)
    both, they, nobody, no = (states[state] for state in (BOTH_SAY, THEY_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO))
    return [
        ("The partner says so, and the people behind it agree", both),
        ("The partner says so, the people are asked", they),
        ("The partner says so, nobody confirmed it", nobody),
        ("Not resolved", no),
    ]


def emerging(counts: IssueCounts, period: Period) -> list[tuple]:
    """Nothing where an area was chosen: themes of an area stand in the published table alone."""
    return [] if counts.scope.area else [(label, lately, f"{usual:.1f}") for label, lately, usual in counts.growing]


def common(counts: IssueCounts, period: Period) -> list[tuple]:
    return [(row.issue.lead_wording, row.issue.voice_count, row.sources, row.places) for row in counts.common]


def dominated(counts: IssueCounts, period: Period) -> list[tuple]:
    """Themes of which one source told more than half; of all of Milton Keynes only."""
    shares = {} if counts.scope.area else counts.evidence.dominated
    return sorted((counts.themes[int(theme)] if theme else NOT_SORTED, f"{n}%") for theme, n in shares.items())


def caveat(counts: IssueCounts) -> str:
    """The line beneath every chart of the page."""
    found = counts.evidence
    who = f"{count(found.voices.total(), 'voice stands,voices stand')} behind these"
    if found.sources is not None:
        who += f", of {count(found.sources, 'organisation or person,organisations and people')}"
    one = " More than half come from one of them." if found.most else ""
    return f"{who}.{one} More issues can mean that more people know us, not that life is harder."
