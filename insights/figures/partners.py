"""What partners did: their answers, how long they are silent, and what became of their promises."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.utils import timezone

from insights.figures.periods import Period, bounds, start_of, within
from insights.figures.scope import Scope
from insights.pledges.models import Pledge
from insights.reports.clock import our_turns, running
from insights.reports.models import AnswerPause, Ask, MoreTold, StakeholderReport


class Promise(NamedTuple):
    """How many promises that were due in the period (`now`) or in the one before stand where."""

    now: bool
    state: str
    overdue: bool
    n: int


class Asked(NamedTuple):
    """How many asks that went out in the period (`now`) or in the one before stand where."""

    now: bool
    state: str
    n: int


class Silence(NamedTuple):
    """A partner who owes us answers."""

    partner: str
    asks: int
    waited: int  # working days of the oldest, without those of a pause
    late: int  # of these, the working days past what was agreed


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _standing(scope: Scope, rows: QuerySet) -> QuerySet:
    return scope.of_programme(rows.exclude(state=Pledge.State.RENEGOTIATED), "ask__report__programme")


def _due(first: date, after: date) -> Q:
    """By the day they are due; those without one by the day they were made."""
    made = Q(due_on=None, made_at__gte=start_of(first), made_at__lt=start_of(after))
    return Q(due_on__gte=first, due_on__lt=after) | made


def due(scope: Scope, rows: QuerySet) -> QuerySet:
    """The promises of the time."""
    return _standing(scope, rows).filter(_due(scope.period.first_day, scope.period.next().first_day))


def went_out(scope: Scope, rows: QuerySet) -> QuerySet:
    """The reports of the time, in which the asks stand."""
    rows = scope.of_programme(rows.filter(state__in=StakeholderReport.OUT), "programme")
    return rows.filter(within("sent_at", *bounds(scope.period)))


def promises(scope: Scope, before: Period) -> list[Promise]:
    """Promises by the day they are due; those without one by the day they were made. Replaced ones are let be."""
    rows = _standing(scope, Pledge.objects.all())
    start, middle, end = before.first_day, scope.period.first_day, scope.period.next().first_day
    overdue = Q(state__in=Pledge.LIVE, due_on__lt=scope.today)
    rows = rows.filter(_due(start, end)).annotate(now=_flag(_due(middle, end)), overdue=_flag(overdue))
    found = rows.order_by().values_list("now", "state", "overdue").annotate(n=Count("pk"))
    return [Promise(*row) for row in found]


def asks(scope: Scope, before: Period) -> list[Asked]:
    """Asks by the day their report went out; reports that were taken back are let be."""
    rows = scope.of_programme(Ask.objects.filter(report__state__in=StakeholderReport.OUT), "report__programme")
    middle = start_of(scope.period.first_day)
    rows = rows.filter(
        report__sent_at__gte=start_of(before.first_day), report__sent_at__lt=start_of(scope.period.next().first_day)
    )
    rows = rows.annotate(now=_flag(Q(report__sent_at__gte=middle))).order_by().values_list("now", "state")
    return [Asked(*row) for row in rows.annotate(n=Count("pk"))]


def _open_asks(scope: Scope) -> QuerySet:
    rows = Ask.objects.filter(state=Ask.State.MADE, report__state=StakeholderReport.State.SENT)
    rows = scope.of_programme(rows, "report__programme").order_by()
    partner = ("report__stakeholder__name", "report__stakeholder__answer_days")
    return rows.values_list("pk", "report", *partner, "report__sent_at", "due_on")


def _stops(rows: list[tuple]) -> tuple[dict[int, list], dict[int, list]]:
    """What does not count against a partner: agreed pauses by report, and by ask the days they waited for us."""
    pauses: dict[int, list] = defaultdict(list)
    told: dict[int, list] = defaultdict(list)
    if rows:
        for pause in AnswerPause.objects.filter(report__in={row[1] for row in rows}):
            pauses[pause.report_id].append(pause)
        more = MoreTold.objects.filter(response__ask__in=[row[0] for row in rows])
        for ask, asked_at, at in more.values_list("response__ask", "response__at", "at"):
            told[ask].append((asked_at, at))
    return pauses, told


def silence(scope: Scope) -> list[Silence]:
    """Today's, the longest first; late is read as the clock of a report reads it (reports/clock.py)."""
    rows = list(_open_asks(scope))
    pauses, told = _stops(rows)
    found: dict[str, list[tuple[int, int]]] = {}
    for ask, report, partner, agreed, sent_at, due_on in rows:
        stops = [*pauses[report], *our_turns(told[ask])]
        waited = running(timezone.localdate(sent_at), scope.today, stops)
        late = min(waited - agreed, running(due_on, scope.today, stops) if due_on else waited)
        found.setdefault(partner, []).append((waited, max(0, late)))
    lines = [Silence(name, len(asked), max(asked)[0], max(n for _, n in asked)) for name, asked in found.items()]
    return sorted(lines, key=lambda line: (-line.late, -line.waited, line.partner))
