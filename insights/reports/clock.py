"""How long a partner has had for its answer: working days since the report went out, without those of a pause.

Late is only who has used up the agreed working days and let the day pass that an ask names; an ask that they
cannot answer before we tell them more does not make them late, and the days until we did do not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from camk.hours import is_working_day
from insights.reports.models import AnswerPause, Ask, ChaseStep, StakeholderReport

BETWEEN_RUNGS = 5


@dataclass(frozen=True)
class Clock:
    """The reading of one day."""

    agreed: int
    used: int
    paused: int
    late: int
    pause: AnswerPause | None
    climbed: list[ChaseStep]


def read(report: StakeholderReport, today: date) -> Clock | None:
    """The clock of a report that waits for an answer; None when nothing waits for the partner."""
    asks = list(report.asks.filter(state=Ask.State.MADE).prefetch_related("responses__more_told"))
    if report.state != StakeholderReport.State.SENT or not asks:
        return None
    pauses = list(report.pauses.order_by("started_on"))
    sent, agreed = timezone.localdate(report.sent_at), report.stakeholder.answer_days
    late, used_days = [], []
    for ask in asks:
        told = [(row.at, row.more_told.at) for row in ask.responses.all() if hasattr(row, "more_told")]
        still = [*pauses, *our_turns(told)]
        used = running(sent, today, still)
        used_days.append(used)
        late.append(min(used - agreed, running(ask.due_on, today, still) if ask.due_on else used))
    used = max(used_days)
    return Clock(
        agreed=agreed,
        used=used,
        paused=running(sent, today, ()) - used,
        late=max(0, *late),
        pause=next((pause for pause in pauses if pause.ended_on is None), None),
        climbed=list(report.chase.select_related("meeting")),
    )


@dataclass(frozen=True)
class OurTurn:
    """Days on which they waited for us, between their question and what we told them."""

    started_on: date
    ended_on: date


def our_turns(told: Iterable[tuple[datetime, datetime]]) -> list[OurTurn]:
    """From when a partner asked back, and when we told it more."""
    return [OurTurn(timezone.localdate(asked), timezone.localdate(at)) for asked, at in told]


def running(start: date, end: date, pauses) -> int:
    """Working days after `start` up to and with `end`, without the days after a pause began until it ended."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) and not any(_covers(pause, day) for pause in pauses) for day in days)


def _covers(pause: AnswerPause, day: date) -> bool:
    return pause.started_on < day and (pause.ended_on is None or day <= pause.ended_on)


def next_rung(report: StakeholderReport, today: date) -> int | None:
    """The rung that is due today: the first as soon as they are late, each other five working days later."""
    clock = read(report, today)
    if clock is None or clock.pause or not clock.late or len(clock.climbed) == len(ChaseStep.Rung):
        return None
    if clock.climbed and running(clock.climbed[-1].on, today, report.pauses.all()) < BETWEEN_RUNGS:
        return None
    return len(clock.climbed) + 1
