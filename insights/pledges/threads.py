"""The golden thread of a report, an ask, a promise or an issue: from the voices beneath it up to what came of them.

Counted at each step, as things stand today, for staff and trustees.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.states import IssueState
from insights.pledges.models import Pledge
from insights.reports.models import Ask, ReportItem, Response, StakeholderReport
from insights.reports.snapshot import named_voices, quotable_voices

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


@dataclass(frozen=True)
class Said:
    """Words somebody let us use, as they stand in a report that is out; `who` is empty unless that is agreed too."""

    issue: Issue
    words: str
    who: str


def of_reports(reports, user) -> list[AskThread]:
    """Each ask of these reports (a queryset)."""
    return asks_of(Ask.objects.filter(report__in=reports).order_by("report__sent_at", "position", "pk"), user)


def asks_of(asks, user) -> list[AskThread]:
    """These asks (a queryset), each with those of its issues that this person may see."""
    visible = Issue.objects.visible_to(user).order_by("reference")
    rows = list(
        asks.select_related("report__stakeholder")
        .defer("report__snapshot", "report__page_html")
        .prefetch_related(
            Prefetch("issues", visible, to_attr="seen"), "issues", "responses__contact", "pledges__holder"
        )
    )
    whole: dict[int, list[Issue]] = {}
    items = ReportItem.objects.filter(report__in={ask.report_id for ask in rows}, issue__in=visible)
    for item in items.select_related("issue").order_by("issue__reference"):
        whole.setdefault(item.report_id, []).append(item.issue)
    return [
        AskThread(
            ask=ask,
            issues=ask.seen if ask.issues.all() else whole.get(ask.report_id, []),
            answers=list(ask.responses.all()),
            pledges=list(ask.pledges.all()),
        )
        for ask in rows
    ]


def asks_about(issue: Issue):
    """The asks of reports that are out and hold this issue or one joined to it, made about it or about all."""
    family = Q(pk=issue.pk) | Q(joined_to=issue.pk)
    issues = Issue.objects.filter(family)
    reports = StakeholderReport.objects.filter(state__in=StakeholderReport.OUT, items__issue__in=issues)
    about = Ask.objects.filter(report__in=reports).filter(Q(issues__in=issues) | Q(issues=None)).distinct()
    return about.order_by("report__sent_at", "position", "pk")


def issues_under(ask: Ask):
    """The issues an ask is about, as a queryset: those it names, or all of its report."""
    named = Issue.objects.filter(asks=ask)
    return named if named.exists() else Issue.objects.filter(report_items__report=ask.report_id)


def said_in(issues, user) -> list[Said]:
    """Down to the voices: words chosen for a report that is out, while whoever said them agrees.

    `issues` is a queryset; only words under issues that this person may see are given.
    """
    chosen = ReportItem.objects.filter(report__state__in=StakeholderReport.OUT, quote__isnull=False)
    seen = Issue.objects.visible_to(user).filter(pk__in=issues.values("pk"))
    voices = quotable_voices(seen.values("pk")).filter(pk__in=chosen.values("quote"))
    rows = list(voices.select_related("issue", "organisation").order_by("issue__reference", "pk").distinct())
    named = named_voices([voice.pk for voice in rows])
    return [
        Said(
            issue=voice.issue,
            words=voice.words,
            who=voice.organisation.name if voice.organisation and voice.pk in named else "",
        )
        for voice in rows
    ]


def steps_of(*, issues, asks: list[Ask], pledges: list[Pledge], since: datetime | None) -> list[Step]:
    """How many there are at each step, in the order of the thread. Voices are counted as they stand today.

    `issues` is a queryset; `since` is the moment from which their people were told what came of it.
    """
    states = list(issues.values_list("state", flat=True))
    voices = Voice.objects.standing().filter(issue__in=issues).only("organisation_id", "user_id")
    told = IssueMove.objects.filter(issue__in=issues, at__gte=since).exclude(words="").count() if since else 0
    counted = [
        ("Voices behind it", len({voice.contributor for voice in voices})),
        ("Issues", len(states)),
        ("Asks", len(asks)),
        ("Asks answered", sum(ask.state in ANSWERED for ask in asks)),
        ("Agreed, or in part", sum(ask.state in Ask.AGREED for ask in asks)),
        ("Promises", len(pledges)),
        ("Promises kept, or in part", sum(pledge.state in KEPT for pledge in pledges)),
        ("Issues done, as those behind them say", states.count(IssueState.CONFIRMED)),
        ("Times the people behind it were told", told),
    ]
    most = max(n for _, n in counted) or 1
    return [Step(label, n, f"{100 * n / most:.1f}%") for label, n in counted]
