"""What the figures say in words: the comparison under each number and the heading over each chart."""

from dataclasses import dataclass
from datetime import date

from camk import charts
from camk.templatetags.ui import count
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.dashboard_figures import RESTS
from insights.figures.figure import said


@dataclass(frozen=True)
class Leading:
    """One leading figure ready to show: number, unit, and how it compares, in words."""

    figure: d.Figure
    n: str
    label: str
    suffix: str
    change: str
    direction: str


@dataclass(frozen=True)
class Chart:
    """One chart ready to show: the figure, the finding as its heading, the sub-line, the drawing."""

    figure: d.Figure
    finding: str
    sub: str
    chart: list | dict


def leading(counts: Counts) -> list[Leading]:
    """The four leading figures with their comparison."""
    return [_leading(figure, counts) for figure in d.LEADING]


def _leading(figure: d.Figure, counts: Counts) -> Leading:
    now, before = (figure.compute(counts, period) for period in (counts.period, counts.before))
    suffix = "%" if figure in (d.DECIDED, d.ANSWERED) and now is not None else ""
    change, direction = _change(figure, now, before, counts)
    return Leading(figure, "–" if now is None else f"{now:,g}", figure.label, suffix, change, direction)


def _change(figure: d.Figure, now, before, counts: Counts) -> tuple[str, str]:
    """The comparison with the time before, in words, and the way the arrow points."""
    if now is None:
        return "Nothing to count yet", "same"
    if before is None:
        return f"Nothing to compare with in the {counts.period.noun} before", "same"
    then = _then(counts) if figure is d.TOLD else f"the {counts.period.noun} before"
    if now == before:
        return f"The same as {then}", "same"
    gap, direction = f"{abs(now - before):,g}", "up" if now > before else "down"
    if figure is d.FIRST_LOOK:
        return f"{gap} {'more' if now > before else 'fewer'} than {then} ({before:,g})", direction
    if figure is d.TOLD:
        return f"{gap} {'more' if now > before else 'fewer'} than {then} ({before:,})", direction
    return f"{'Up' if now > before else 'Down'} from {before}% {then}", direction


def _then(counts: Counts) -> str:
    """What a count is compared with: while the time runs, only as many days of the one before."""
    return f"at this point last {counts.period.noun}" if counts.running else f"the {counts.period.noun} before"


def _small(label: str) -> str:
    """A label in the middle of a sentence."""
    return label[:1].lower() + label[1:]


def themes_chart(counts: Counts) -> Chart:
    pairs = d.THEMES.compute(counts, counts.period)
    named = [pair for pair in pairs if pair[0] != counts.families[0] and pair[1]]
    total = sum(n for _, n in pairs)
    if not total:
        finding = f"No issues were told in this {counts.period.noun}"
    elif not named:
        finding = f"The issues of this {counts.period.noun} are not sorted by theme yet"
    elif len(named) > 1 and named[0][1] == named[1][1]:
        finding = f"We hear most about {_small(named[0][0])}, and as much about {_small(named[1][0])}"
    else:
        finding = f"We hear most about {_small(named[0][0])}"
    what = "the issue is" if total == 1 else f"the {total:,} issues are"
    return Chart(d.THEMES, finding, f"What {what} about. {counts.period.label}", charts.bars(pairs) if total else [])


def months_chart(counts: Counts) -> Chart:
    pairs: list[tuple[date, int]] = d.MONTHS.compute(counts, counts.period)
    now, before = (d.TOLD.compute(counts, period) for period in (counts.period, counts.before))
    then = _then(counts) if counts.running else f"in the {counts.period.noun} before"
    if not any(n for _, n in pairs):
        finding = "No issues in these twelve months"
    elif now == before:
        finding = f"As many issues as {then}"
    else:
        finding = f"{'More' if now > before else 'Fewer'} issues than {then}"
    first, last = (f"{day:%B %Y}" for day in (pairs[0][0], pairs[-1][0]))
    data = [(f"{day:%b}", n) for day, n in pairs]
    return Chart(d.MONTHS, finding, f"Issues told to us each month, {first} to {last}", charts.columns(data))


def outcomes_chart(counts: Counts) -> Chart:
    pairs = d.OUTCOME.compute(counts, counts.period)
    total = sum(n for _, n in pairs)
    done = pairs[0][1]
    share = d.ANSWERED.compute(counts, counts.period)
    if not total:
        finding = f"Nothing to follow up from this {counts.period.noun} yet"
    elif done:
        finding = f"{done:,} of {total:,} {'is' if done == 1 else 'are'} done and confirmed"
    else:
        finding = f"{share}% have an answer, none is confirmed as done yet"
    sub = f"Where the issues told to us from {counts.period.label} stand today"
    return Chart(d.OUTCOME, finding, sub, charts.bars(pairs) if total else [])


def speed_chart(counts: Counts) -> Chart:
    pairs = d.SPEED.compute(counts, counts.period)
    total = sum(n for _, n in pairs)
    finding = said(f"{pairs[0][1]:,} of {total:,} were looked at within {{look}}")
    sub = said(f"Time to a first look. We aim for {{look}}. {counts.period.label}")
    finding = finding if total else f"Nothing to look at in this {counts.period.noun}"
    return Chart(d.SPEED, finding, sub, charts.bars(pairs) if total else [])


def breakdown(figure: d.Figure, counts: Counts) -> Chart:
    """Bars of one part of the page on issues: the longest one is the finding; what is not sorted stands last."""
    pairs = figure.compute(counts, counts.period)
    total = sum(n for _, n in pairs)
    if not total:
        return Chart(figure, f"{figure.title}: nothing yet", counts.scope.time_words, [])
    first, *others = sorted(pairs, key=lambda pair: (pair[0] in RESTS, -pair[1]))
    if others and others[0][1] == first[1] and others[0][0] not in RESTS:
        finding = f"{figure.title}: as many “{first[0]}” as “{others[0][0]}”"
    else:
        finding = f"{figure.title}: {'most often ' if others else 'all are '}“{first[0]}”"
    return Chart(figure, finding, f"{count(total, 'issue,issues')}. {counts.scope.time_words}", charts.bars(pairs))
