"""On track, watch or act, in words: what a board member reads first. Each rule stands on the page "How we count"."""

from collections.abc import Callable
from dataclasses import dataclass

from camk.templatetags.ui import count
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.figure import look_within, said
from insights.figures.issue_figures import weeks_waited
from insights.figures.network_figures import NOT_DUE
from insights.figures.periods import Period

ON_TRACK, WATCH, ACT, NOT_YET = "On track", "Watch", "Act", "Nothing to judge yet"
TONES = {ON_TRACK: "done", WATCH: "wait", ACT: "stop", NOT_YET: "quiet"}
DECIDED_GOOD, DECIDED_FAIR = 80, 60
ANSWERED_GOOD, ANSWERED_FAIR = 50, 30
WAIT_GOOD, WAIT_FAIR = 13, 26
LATE_FAIR = 20
REACH_GOOD, REACH_FAIR = 90, 70
HEARD_GOOD, HEARD_FAIR = 67, 33

Found = tuple[str, str]


@dataclass(frozen=True)
class Measure:
    """One line of the page: what is judged, by which rule, from which figure."""

    label: str
    figure: d.Figure
    rule_words: str
    judge: Callable[[Counts], Found]

    @property
    def rule(self) -> str:
        return said(self.rule_words)


@dataclass(frozen=True)
class Verdict:
    """What one measure comes to: a word, and the sentence behind it."""

    measure: Measure
    word: str
    sentence: str

    @property
    def tone(self) -> str:
        return TONES[self.word]


def _at_least(value: float, good: float, fair: float) -> str:
    return ON_TRACK if value >= good else WATCH if value >= fair else ACT


def _at_most(value: float, good: float, fair: float) -> str:
    return ON_TRACK if value <= good else WATCH if value <= fair else ACT


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole)


def looks(counts: Counts) -> Found:
    days = d.FIRST_LOOK.compute(counts, counts.period)
    if days is None:
        return NOT_YET, "No issue of this time was looked at yet."
    words = f"Half of the issues were looked at within {days:,g} working day{'' if days == 1 else 's'}."
    aim = look_within()
    return _at_most(days, aim, aim * 2), f"{words} We aim for {aim}."


def decides(counts: Counts) -> Found:
    share = d.DECIDED.compute(counts, counts.period)
    if share is None:
        return NOT_YET, said("No issue of this time is older than {decide}.")
    return _at_least(share, DECIDED_GOOD, DECIDED_FAIR), said(
        f"{share}% were decided within {{decide}}. We aim for {DECIDED_GOOD}%."
    )


def answers(counts: Counts) -> Found:
    share = d.ANSWERED.compute(counts, counts.period)
    if share is None:
        return NOT_YET, "No issue was told in this time."
    return _at_least(
        share, ANSWERED_GOOD, ANSWERED_FAIR
    ), f"{share}% of the issues of this time have an answer. We aim for {ANSWERED_GOOD}%."


def waits(counts: Counts) -> Found:
    if not counts.waiting:
        return ON_TRACK, "No issue is waiting."
    weeks = weeks_waited(counts.waiting[0], counts.today)
    words = f"The oldest open issue has waited {count(weeks, 'week,weeks')}. We aim for {WAIT_GOOD} at most."
    return _at_most(weeks, WAIT_GOOD, WAIT_FAIR), words


def partners(counts: Counts) -> Found:
    late = [line for line in counts.silence if line.late]
    if not late:
        return ON_TRACK, "No partner is late with an answer."
    worst = max(line.late for line in late)
    who = f"{len(late)} partner{' is' if len(late) == 1 else 's are'} late with an answer"
    return _at_most(worst, 0, LATE_FAIR), f"{who}, the worst by {worst} working day{'' if worst == 1 else 's'}."


def promises(counts: Counts) -> Found:
    due = {label: now for label, now, _ in d.PROMISES.compute(counts, counts.period)}
    runs = due.pop(NOT_DUE)
    if not sum(due.values()):
        more = f" {count(runs, 'promise is,promises are')} not due yet, or named no day." if runs else ""
        return NOT_YET, f"No promise was due in this time.{more}"
    broken, open_ends = due["Not kept"], due["Overdue"] + due["They disagree with us"] + due["Kept in part"]
    words = f"{due['Kept']} of {sum(due.values())} kept, {broken} not kept, {due['Overdue']} overdue."
    return (ACT if broken else WATCH if open_ends else ON_TRACK), words


def reaches(counts: Counts) -> Found:
    came = counts.came
    words = f"{came.organisations} organisations came to a meeting, {came.organisations_before} in the time before."
    if not came.organisations_before:
        return NOT_YET, words
    return _at_least(_share(came.organisations, came.organisations_before), REACH_GOOD, REACH_FAIR), words


def hears(counts: Counts) -> Found:
    heard, every = len(counts.heard.parishes_heard), len(counts.heard.parishes)
    if not every:
        return NOT_YET, "There is no list of parishes."
    return _at_least(
        _share(heard, every), HEARD_GOOD, HEARD_FAIR
    ), f"We heard from {heard} of {every} parishes. We aim for two in three."


def meets(counts: Counts) -> Found:
    ties = counts.ties
    words = f"{ties.new} new connection{'' if ties.new == 1 else 's'} between organisations, {ties.before} before."
    return (ACT if not ties.new else ON_TRACK if ties.new >= ties.before else WATCH), words


MEASURES = (
    Measure(
        "We look quickly",
        d.FIRST_LOOK,
        "On track while the median is at most {look}; act above {twice}.",
        looks,
    ),
    Measure(
        "We decide in time",
        d.DECIDED,
        f"On track from {DECIDED_GOOD}%; act below {DECIDED_FAIR}%.",
        decides,
    ),
    Measure(
        "People get an answer", d.ANSWERED, f"On track from {ANSWERED_GOOD}%; act below {ANSWERED_FAIR}%.", answers
    ),
    Measure(
        "Nobody waits too long",
        d.WAITING,
        f"On track while the oldest open issue has waited at most {WAIT_GOOD} weeks; act above {WAIT_FAIR}.",
        waits,
    ),
    Measure(
        "Partners answer",
        d.SILENCE,
        f"On track while nobody is late; act when somebody is more than {LATE_FAIR} working days late.",
        partners,
    ),
    Measure(
        "Promises are kept",
        d.PROMISES,
        "Act when one was not kept; watch when one is overdue, disputed or kept in part only.",
        promises,
    ),
    Measure(
        "Organisations come",
        d.REACH,
        f"On track with at least {REACH_GOOD}% of the organisations of the time before; act below {REACH_FAIR}%.",
        reaches,
    ),
    Measure(
        "Every part of Milton Keynes is heard",
        d.PARISHES,
        f"On track when at least {HEARD_GOOD}% of the parishes are heard; act below {HEARD_FAIR}%.",
        hears,
    ),
    Measure(
        "Organisations meet each other",
        d.TIES,
        "On track with as many new connections as in the time before; act when there is none.",
        meets,
    ),
)


def verdicts(counts: Counts) -> list[Verdict]:
    """All of them, those that need a decision first."""
    found = [Verdict(measure, *measure.judge(counts)) for measure in MEASURES]
    order = [ACT, WATCH, ON_TRACK, NOT_YET]
    return sorted(found, key=lambda verdict: order.index(verdict.word))


def _lines(counts: Counts, period: Period) -> d.Rows:
    return [(verdict.measure.label, verdict.word, verdict.sentence) for verdict in verdicts(counts)]


VERDICTS = d.Figure(
    "verdicts",
    "On track, watch or act",
    "Each line judges one figure by the rule below and says why. What needs a decision stands first.",
    _lines,
    head=("What we look at", "Verdict", "Why"),
)
FIGURES = (VERDICTS, *d.FIGURES)
BY_CODE = {figure.code: figure for figure in FIGURES}


def others(found: list[Verdict]) -> str:
    """Beneath the heading: how many are to watch, how many are on track."""
    watches, fine, open_ = (sum(verdict.word == word for verdict in found) for word in (WATCH, ON_TRACK, NOT_YET))
    acts = any(verdict.word == ACT for verdict in found)
    parts = [f"{watches} to watch"] if watches and acts else []
    parts += [f"{fine} on track"] if fine else []
    parts += [f"{open_} with nothing to judge yet"] if open_ else []
    return f"{', '.join(parts)}." if parts else ""


def in_short(found: list[Verdict]) -> str:
    """The heading over the verdicts."""
    acts = sum(verdict.word == ACT for verdict in found)
    watches = sum(verdict.word == WATCH for verdict in found)
    if acts:
        return f"{acts} thing{' needs' if acts == 1 else 's need'} a decision"
    return f"{watches} thing{'' if watches == 1 else 's'} to watch" if watches else "Nothing needs a decision"
