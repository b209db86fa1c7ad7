"""The thread of one report: from the voices beneath it up to what came of them, counted at each step."""

from dataclasses import dataclass

from django.db.models import Prefetch

from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.states import IssueState
from insights.pledges.models import Pledge
from insights.reports.models import Ask, Response, StakeholderReport

ANSWERED = (Ask.State.ACCEPTED, Ask.State.PART_ACCEPTED, Ask.State.REFUSED)
KEPT = (Pledge.State.KEPT, Pledge.State.PARTLY_KEPT)


@dataclass(frozen=True)
class Step:
    """One step of the thread: how many got this far, and in a bar beside the step with the most."""

    label: str
    n: int
    wide: str


@dataclass(frozen=True)
class AskThread:
    """One ask with the issues it is about, what was said to it and what was promised."""

    ask: Ask
    issues: list[Issue]
    answers: list[Response]
    pledges: list[Pledge]


def asks_of(report: StakeholderReport, user) -> list[AskThread]:
    """Each ask of the report; of its issues those that this person may see."""
    visible = Issue.objects.visible_to(user).order_by("reference")
    rows = report.asks.prefetch_related(
        Prefetch("issues", visible, to_attr="seen"), "issues", "responses__contact", "pledges__holder"
    )
    whole = list(visible.filter(report_items__report=report))
    return [
        AskThread(
            ask=ask,
            issues=ask.seen if ask.issues.all() else whole,
            answers=list(ask.responses.all()),
            pledges=list(ask.pledges.all()),
        )
        for ask in rows
    ]


def steps_of(report: StakeholderReport, threads: list[AskThread]) -> list[Step]:
    """How many there are at each step, in the order of the thread. Voices are counted as they stand today."""
    issues = Issue.objects.filter(report_items__report=report)
    states = list(issues.values_list("state", flat=True))
    voices = Voice.objects.standing().filter(issue__in=issues).only("organisation_id", "user_id")
    told = IssueMove.objects.filter(issue__in=issues, at__gte=report.sent_at).exclude(words="")
    pledges = [pledge for thread in threads for pledge in thread.pledges]
    counted = [
        ("Voices behind it", len({voice.contributor for voice in voices})),
        ("Issues", len(states)),
        ("Asks", len(threads)),
        ("Asks answered", sum(thread.ask.state in ANSWERED for thread in threads)),
        ("Agreed, or in part", sum(thread.ask.state in Ask.AGREED for thread in threads)),
        ("Promises", len(pledges)),
        ("Promises kept, or in part", sum(pledge.state in KEPT for pledge in pledges)),
        ("Issues done, as those behind them say", states.count(IssueState.CONFIRMED)),
        ("Times the people behind it were told", told.count()),
    ]
    most = max(n for _, n in counted) or 1
    return [Step(label, n, f"{100 * n / most:.1f}%") for label, n in counted]
