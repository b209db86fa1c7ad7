"""The figures of the page on issues: where they stand, how long things took, what grows, who is behind them."""

from collections import Counter

from insights.figures.facts import IssueCounts
from insights.figures.issue_figures import days_between, middle
from insights.figures.periods import Period
from insights.figures.states import BOTH_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO, THEY_SAY
from insights.issues.models import Issue
from insights.issues.states import CLOSED

NOT_SORTED, NO_AREA, NOT_JUDGED = "Not sorted yet", "All of Milton Keynes, or not given", "Not judged yet"
RESTS = (NOT_SORTED, NO_AREA, NOT_JUDGED)
LEAST_FOR_SHARE = 5
Pairs = list[tuple[str, int]]


def _by(counts: IssueCounts, name: str, labels: dict, rest: str) -> Pairs:
    """How many issues there are of each, the most first; what has none of the labels stands last."""
    found: Counter = Counter()
    for row in counts.facts:
        found[getattr(row, name)] += row.n
    pairs = sorted(((label, found[key]) for key, label in labels.items()), key=lambda pair: (-pair[1], pair[0]))
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
    steps = {"A first look": counts.looks, "A decision": counts.decisions, "An answer": counts.answered_days}
    lines = []
    for label, rows in steps.items():
        days: Counter = Counter()
        for row in rows:
            if row.done_on and period.holds(row.on):
                days[days_between(row.on, row.done_on)] += row.n
        lines.append((label, days.total(), *((f"{middle(days):g}", percentile(days, 0.9)) if days else ("–", "–"))))
    return lines


def again(counts: IssueCounts, period: Period) -> list[tuple]:
    """Of the issues that came to an end, how many were opened again."""
    ended = sum(row.n for row in counts.facts if row.again or row.state in CLOSED)
    opened = sum(row.n for row in counts.facts if row.again)
    return [("Opened again", opened, ended, f"{round(100 * opened / ended)}%" if ended else "–")]


def two_keys(counts: IssueCounts, period: Period) -> Pairs:
    """A partner's word that it is done, and what the people behind the issue say."""
    found = dict.fromkeys((BOTH_SAY, THEY_SAY, NOBODY_CONFIRMED, PEOPLE_SAY_NO), 0)
    for row in counts.facts:
        if row.state in found:
            found[row.state] += row.n
    both, they, nobody, no = found.values()
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
    found = []
    for theme, told in () if counts.scope.area else counts.sources.items():
        most = max(told.values(), default=0)
        if told.total() >= LEAST_FOR_SHARE and most * 2 > told.total():
            found.append((counts.themes.get(theme, NOT_SORTED), f"{round(100 * most / told.total())}%"))
    return sorted(found)


def caveat(counts: IssueCounts) -> str:
    """The line beneath every chart of the page."""
    told: Counter = Counter()
    for by_source in counts.sources.values():
        told.update(by_source)
    number, most = len(told), max(told.values(), default=0)
    who = f"{number:,} organisation{' or person' if number == 1 else 's and people'} told us these."
    one = (
        " More than half come from one of them."
        if told.total() >= LEAST_FOR_SHARE and most * 2 > told.total()
        else ""
    )
    return f"{who}{one} More issues can mean that more people know us, not that life is harder."
