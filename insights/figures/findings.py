"""What the figures say in words: the comparison under each number and the heading over each chart."""

from dataclasses import dataclass
from datetime import date

from camk import charts
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.issues.models import Issue


@dataclass(frozen=True)
class Leading:
    """One leading figure ready to show: number, unit, and how it compares, in words."""

    code: str
    n: str
    label: str
    suffix: str
    change: str
    direction: str


@dataclass(frozen=True)
class Chart:
    """One chart ready to show: the finding as its heading, the sub-line, the drawing."""

    finding: str
    sub: str
    chart: list | dict


def leading(counts: Counts) -> list[Leading]:
    """The four leading figures with their comparison."""
    return [_leading(figure, counts) for figure in d.LEADING]


def _leading(figure: d.Figure, counts: Counts) -> Leading:
    now, before = (figure.compute(counts, quarter) for quarter in (counts.quarter, counts.quarter.previous()))
    suffix = "%" if figure in (d.DECIDED, d.ANSWERED) and now is not None else ""
    change, direction = _change(figure, now, before, counts)
    return Leading(figure.code, "–" if now is None else f"{now:,g}", figure.label, suffix, change, direction)


def _change(figure: d.Figure, now, before, counts: Counts) -> tuple[str, str]:
    """The comparison with the quarter before, in words, and the way the arrow points."""
    if now is None:
        return "Nothing to count yet", "same"
    if before is None:
        return "Nothing to compare with in the quarter before", "same"
    running = figure is d.TOLD and not counts.quarter.is_over(counts.today)
    then = "at this point last quarter" if running else "the quarter before"
    if now == before:
        return f"The same as {then}", "same"
    gap, direction = f"{abs(now - before):,g}", "up" if now > before else "down"
    if figure is d.FIRST_LOOK:
        return f"{gap} {'more' if now > before else 'fewer'} than {then} ({before:,g})", direction
    if figure is d.TOLD:
        return f"{gap} {'more' if now > before else 'fewer'} than {then} ({before:,})", direction
    return f"{'Up' if now > before else 'Down'} from {before}% {then}", direction


def _small(label: str) -> str:
    """A label in the middle of a sentence."""
    return label[:1].lower() + label[1:]


def themes_chart(counts: Counts) -> Chart:
    pairs = d.THEMES.compute(counts, counts.quarter)
    named = [pair for pair in pairs if pair[0] != counts.families[0] and pair[1]]
    total = sum(n for _, n in pairs)
    if not total:
        finding = "No issues were told in this quarter"
    elif not named:
        finding = "The issues of this quarter are not sorted by theme yet"
    elif len(named) > 1 and named[0][1] == named[1][1]:
        finding = f"We hear most about {_small(named[0][0])}, and as much about {_small(named[1][0])}"
    else:
        finding = f"We hear most about {_small(named[0][0])}"
    what = "the issue is" if total == 1 else f"the {total:,} issues are"
    return Chart(finding, f"What {what} about. {counts.quarter.label}", charts.bars(pairs) if total else [])


def months_chart(counts: Counts) -> Chart:
    pairs: list[tuple[date, int]] = d.MONTHS.compute(counts, counts.quarter)
    now, before = (d.TOLD.compute(counts, q) for q in (counts.quarter, counts.quarter.previous()))
    running = not counts.quarter.is_over(counts.today)
    then = "at this point last quarter" if running else "in the quarter before"
    if not any(n for _, n in pairs):
        finding = "No issues in these twelve months"
    elif now == before:
        finding = f"As many issues as {then}"
    else:
        finding = f"{'More' if now > before else 'Fewer'} issues than {then}"
    first, last = (f"{day:%B %Y}" for day in (pairs[0][0], pairs[-1][0]))
    data = [(f"{day:%b}", n) for day, n in pairs]
    return Chart(finding, f"Issues told to us each month, {first} to {last}", charts.columns(data))


def outcomes_chart(counts: Counts) -> Chart:
    pairs = d.OUTCOME.compute(counts, counts.quarter)
    total = sum(n for _, n in pairs)
    done = pairs[0][1]
    share = d.ANSWERED.compute(counts, counts.quarter)
    if not total:
        finding = "Nothing to follow up from this quarter yet"
    elif done:
        finding = f"{done:,} of {total:,} {'is' if done == 1 else 'are'} done and confirmed"
    else:
        finding = f"{share}% have an answer, none is confirmed as done yet"
    sub = f"Where the issues told to us from {counts.quarter.label} stand today"
    return Chart(finding, sub, charts.bars(pairs) if total else [])


def speed_chart(counts: Counts) -> Chart:
    pairs = d.SPEED.compute(counts, counts.quarter)
    total = sum(n for _, n in pairs)
    finding = f"{pairs[0][1]:,} of {total:,} were looked at within {d.LOOK_WITHIN} working days"
    sub = f"Time to a first look. We aim for {d.LOOK_WITHIN} working days. {counts.quarter.label}"
    return Chart(finding if total else "Nothing to look at in this quarter", sub, charts.bars(pairs) if total else [])


def waiting_rows(counts: Counts) -> list[dict]:
    """The issues waiting longest; an area stands only beside released words, so that it points to nobody."""
    return [_waiting(issue, counts.today) for issue in d.WAITING.compute(counts, counts.quarter)]


def _waiting(issue: Issue, today: date) -> dict:
    place = issue.main_place
    weeks = (today - issue.created_at.date()).days // 7
    return {
        "reference": issue.reference if issue.released_at else "",
        "wording": issue.lead_wording if issue.released_at else "",
        "theme": issue.main_theme.label if issue.main_theme else "Not sorted yet",
        "area": (place.cluster or place).label if issue.released_at and place else "",
        "weeks": weeks,
        "state": issue.get_state_display(),
    }
