"""What we account for to a funder: a programme's goals, figures, stories and promises over its own year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from camk.templatetags.ui import clock, plaindate
from groups.programmes.models import Programme, lines_of
from insights.figures import definitions as d
from insights.figures.counts import Counts
from insights.figures.papers import Part, leading, table, told
from insights.figures.periods import Months, Period, bounds, last_years, within
from insights.figures.scope import Scope
from insights.initiatives.counting import board
from insights.initiatives.models import Initiative
from insights.issues.models import Issue
from insights.pledges.models import Pledge
from insights.reports.models import Ask, StakeholderReport
from insights.stories.models import Story

YEARS = 3
TABLES = (d.OUTCOME, d.THEMES, d.ANSWERS, d.PROMISES, d.REACH, d.TIES)


def own_years(programme: Programme, today: date) -> list[Months]:
    """The programme's own years, the running one first: none that was over before it began."""
    years = last_years(today, YEARS, programme.year_starts_in_month)
    return [year for year in years if not programme.starts_on or year.last_day >= programme.starts_on] or years[:1]


@dataclass(frozen=True)
class Return:
    """One programme in one of its years."""

    programme: Programme
    period: Period
    counts: Counts
    parts: list[Part]

    @property
    def title(self) -> str:
        return f"{self.programme.name}: {self.period.label}"

    @property
    def about(self) -> list[str]:
        """What stands under the title."""
        funder = f"Paid for by {self.programme.funder}." if self.programme.funder else ""
        at = self.counts.at
        counted = f"{self.counts.scope.time_words}. Counted at {clock(at)} on {plaindate(at)}."
        lines = [funder, self.programme.acknowledgement, counted]
        return [line for line in lines if line]


def build(programme: Programme, period: Period, today: date) -> Return:
    """The return as the portal knows it now; every figure by the definition the trustees' page has."""
    scope = Scope(period, today, programmes=(programme,), programme=programme.slug)
    counts = Counts(scope)
    purpose = [Part("What it is for", words=programme.purpose)] if programme.purpose.strip() else []
    goals = lines_of(programme.goals)
    parts = [
        *purpose,
        Part("Its goals", lines=goals, empty="No goals are written down for this programme yet."),
        _aims(scope, programme),
        leading(d.LEADING, counts, "In short"),
        _targets(programme, period, today),
        *(table(figure, counts) for figure in TABLES),
        _promises(scope),
        Part("Stories", stories=told(stories(scope)), empty="No story of this programme was published in this time."),
    ]
    return Return(programme, period, counts, parts)


def _targets(programme: Programme, period: Period, today: date) -> Part:
    """Targets of the published initiatives of its CAGs, in each of their own years that lies in this time."""
    rows = []
    for initiative in Initiative.objects.filter(action_group__programme=programme, is_published=True):
        for _, measures in board(initiative, today):
            for measure, cell in ((row.measure, cell) for row in measures for cell in row.cells):
                first, last, pace = cell.year.first, cell.year.last, cell.pace
                overlaps = first <= period.last_day and last >= period.first_day
                if overlaps and (cell.target or pace.actual):
                    what = (initiative.name, measure.label, f"{first:%B %Y} to {last:%B %Y}")
                    rows.append((*what, pace.target, pace.actual, pace.words))
    head = ("Initiative", "What", "Its own year", "Target", "Done by today", "In words")
    return Part("Targets of its initiatives", head=head, rows=rows, empty="No initiative of its CAGs has targets.")


def stories(scope: Scope) -> QuerySet:
    """Published stories of the time, about what this programme took up or heard at its meetings."""
    issues = scope.issues(Issue.objects.order_by()).values("pk")
    of_it = Q(issue__in=issues) | Q(feedback__meeting__programme__in=scope.programmes)
    return Story.objects.published().filter(of_it, within("published_at", *bounds(scope.period))).order_by("pk")


def _aims(scope: Scope, programme: Programme) -> Part:
    """Of each goal and outcome, how many of the programme's reports of the time bear on it, and what was agreed."""
    sent = StakeholderReport.objects.filter(state__in=StakeholderReport.OUT, programme__in=scope.programmes)
    sent = sent.filter(within("sent_at", *bounds(scope.period))).only("goals").prefetch_related("asks")
    bears = [(set(lines_of(report.goals)), report.asks.all()) for report in sent]
    rows = []
    for aim in programme.aims:
        asks = [list(asks) for lines, asks in bears if aim in lines]
        rows.append((aim, len(asks), sum(ask.state in Ask.AGREED for each in asks for ask in each)))
    head = ("Goal or outcome", "Reports to partners that bear on it", "Asks agreed, or in part")
    return Part("Aims in our reports", head=head, rows=rows, empty="No goal and no outcome is written down yet.")


def _promises(scope: Scope) -> Part:
    """Promises that came of the programme's reports and that were made or due in the time, in their exact words."""
    first, after = scope.period.first_day, scope.period.next().first_day
    made = within("made_at", *bounds(scope.period))
    rows = Pledge.objects.filter(made | Q(due_on__gte=first, due_on__lt=after)).exclude(
        state=Pledge.State.RENEGOTIATED
    )
    rows = scope.of_programme(rows, "ask__report__programme").select_related("ask__report__stakeholder", "body")

    lines = [
        (
            row.words,
            row.partner.name,
            plaindate(row.due_on) if row.due_on else "",
            row.get_state_display(),
        )
        for row in rows.order_by("made_at", "pk")
    ]
    head = ("Promise", "By whom", "Due", "How it stands")
    return Part("Promises in their words", head=head, rows=lines, empty="No promise was made or due in this time.")
