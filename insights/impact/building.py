"""What came of what one organisation told us, over a year: a paper it shows to its own funders.

It holds what the organisation's people may read anyway, without anybody's own words and without the name of an
office-holder: released wordings, the partner a report went to, what was asked, the kind of answer, promises, stories.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from camk.suppression import MINIMUM
from camk.templatetags.ui import plaindate
from groups.organisations.models import Organisation
from insights.figures import reach
from insights.figures.papers import NONE, Part, told
from insights.figures.periods import Months, bounds
from insights.figures.small import OrganisationScope
from insights.issues.models import Issue, IssueMove, Voice
from insights.issues.states import OUTCOMES, IssueState
from insights.pledges.models import Pledge
from insights.reports.models import Ask, ReportItem, StakeholderReport
from insights.stories.models import Story

YEARS = 3


@dataclass(frozen=True)
class Impact:
    """One organisation in one year."""

    organisation: Organisation
    period: Months
    at: datetime
    time_words: str
    parts: list[Part]

    @property
    def title(self) -> str:
        return f"{self.organisation}: what came of what we told"

    @property
    def about(self) -> list[str]:
        """What stands under the title."""
        return [self.time_words + "."]


class Reader:
    """What one person may see of what an organisation told us, and what came of it in a year."""

    def __init__(self, user, organisation: Organisation, period: Months, now: datetime):
        self.organisation, self.now = organisation, now
        self.scope = OrganisationScope(period, now.date(), organisation=organisation, reader=user)
        self.start, self.end = bounds(period)
        own = Voice.objects.standing().filter(organisation=organisation, sealed_at=None)
        seen = Issue.objects.visible_to(user).exclude(state=IssueState.WITHDRAWN)
        # What it told stands, after a join, under a wider issue: that is the one reports and promises are about.
        self.told = seen.filter(Exists(own.filter(first_issue=OuterRef("pk"))))
        self.standing = Issue.objects.exclude(state__in=[IssueState.WITHDRAWN, IssueState.SEALED]).filter(
            Exists(own.filter(Q(issue=OuterRef("pk")) | Q(first_issue=OuterRef("pk"))))
        )

    def within(self, name: str) -> dict:
        """The filter of a moment that lies in the year."""
        return {f"{name}__gte": self.start, f"{name}__lt": self.end}

    def raised(self) -> list[Issue]:
        """Issues first told for this organisation in the year, oldest first, with the wider one of each."""
        own = Voice.objects.standing().filter(organisation=self.organisation, first_issue=OuterRef("pk"))
        rows = self.told.filter(Exists(own.filter(**self.within("created_at"))))
        return list(rows.with_main().order_by("created_at", "pk"))

    def reports(self) -> list[StakeholderReport]:
        """Reports of the year that hold any of its issues; `used` are these, `about` the asks on them."""
        rows = StakeholderReport.objects.filter(state__in=StakeholderReport.OUT, **self.within("sent_at"))
        items = (
            ReportItem.objects.filter(issue__in=self.standing).select_related("issue").order_by("issue__reference")
        )
        asks = Ask.objects.filter(Q(issues__in=self.standing) | Q(issues=None)).distinct()
        rows = rows.filter(items__issue__in=self.standing).distinct().defer("snapshot", "page_html")
        rows = rows.select_related("stakeholder").order_by("sent_at", "pk")
        return list(rows.prefetch_related(Prefetch("items", items, "used"), Prefetch("asks", asks, "about")))

    def promises(self) -> QuerySet:
        """Promises on its issues that were made, or due, in the year; of two that replace each other the newer."""
        of_it = Q(issues__in=self.standing) | Q(ask__issues__in=self.standing)
        of_it |= Q(ask__issues=None, ask__report__items__issue__in=self.standing)
        first, last = self.scope.period.first_day, self.scope.period.last_day
        in_time = Q(**self.within("made_at")) | Q(due_on__gte=first, due_on__lte=last)
        rows = Pledge.objects.filter(of_it, in_time).exclude(state=Pledge.State.RENEGOTIATED).distinct()
        return rows.select_related("ask__report__stakeholder", "body").order_by("made_at", "pk")

    def ended(self) -> list[tuple[Issue, datetime]]:
        """Its issues that came to an outcome in the year, each with the day."""
        moves = IssueMove.objects.filter(new_state__in=OUTCOMES, **self.within("at")).order_by("at", "pk")
        moves = moves.filter(issue__in=self.standing.filter(state__in=OUTCOMES)).select_related("issue")
        last = {move.issue_id: (move.issue, move.at) for move in moves}
        return sorted(last.values(), key=lambda pair: pair[1])

    def stories(self) -> QuerySet:
        """Published stories of the year about its issues, or told by it."""
        of_it = Q(issue__in=self.standing) | Q(organisation=self.organisation)
        return (
            Story.objects.published(self.now).filter(of_it, **self.within("published_at")).order_by("pk").distinct()
        )


def called(issue: Issue) -> str:
    """An issue as outsiders may read it: its released wording, or no word at all."""
    if issue.released_at:
        return f"{issue.lead_wording} ({issue.reference})"
    return f"{issue.get_kind_display()}, not worded for others yet ({issue.reference})"


def build(user, organisation: Organisation, period: Months, now: datetime) -> Impact:
    """The paper as the portal knows it now."""
    reader = Reader(user, organisation, period, now)
    raised, reports = reader.raised(), reader.reports()
    promises, ended = list(reader.promises()), reader.ended()
    parts = [
        _in_short(reader, raised, reports, promises, ended),
        Part(
            "What we raised",
            head=("Issue", "Told on", "How it stands"),
            rows=[(called(row), plaindate(row.created_at), row.get_state_display()) for row in raised],
            empty="Nothing was told to the network in this time.",
        ),
        _joined(raised),
        _used(reports),
        _asked(reports),
        _promised(promises),
        Part(
            "What changed",
            head=("Issue", "What came of it", "On"),
            rows=[(called(issue), issue.get_state_display(), plaindate(at)) for issue, at in ended],
            empty="Nothing we raised came to an end in this time.",
        ),
        Part("Stories", stories=told(reader.stories()), empty="No story about it was published in this time."),
    ]
    return Impact(organisation, period, now, reader.scope.time_words, parts)


def _in_short(reader: Reader, raised, reports, promises, ended) -> Part:
    came = reach.held(reader.scope)
    kept = (Pledge.State.KEPT, Pledge.State.PARTLY_KEPT)
    rows = [
        ("Issues we raised", len(raised)),
        ("Reports to partners that used them", len(reports)),
        ("Promises made or due", len(promises)),
        ("Of these, kept or kept in part", sum(row.state in kept for row in promises)),
        ("Issues done and confirmed", sum(issue.state == IssueState.CONFIRMED for issue, _ in ended)),
        ("Meetings of the network we came to", came.meetings),
    ]
    return Part("In short", head=("In this time", "How many"), rows=rows)


def _joined(raised: list[Issue]) -> Part:
    """The wider issues that what was raised now stands under; who else spoke is a number, and never a small one."""
    pairs = [(issue, issue.joined_to) for issue in raised if issue.joined_to and issue.joined_to.released_at]
    behind = {}
    voices = Voice.objects.standing().filter(issue__in=[wider for _, wider in pairs])
    for voice in voices.only("issue_id", "organisation_id", "user_id"):
        behind.setdefault(voice.issue_id, set()).add(voice.contributor)
    rows = []
    for issue, wider in pairs:
        many = len(behind.get(wider.pk, ()))
        rows.append((called(issue), called(wider), many if many >= MINIMUM else NONE))
    head = ("Issue", "Part of", f"Behind it, from {MINIMUM} on")
    return Part("What it joined", head=head, rows=rows, empty="Nothing we raised is part of a wider issue yet.")


def _used(reports: list[StakeholderReport]) -> Part:
    rows = [
        (
            f"{row.title} ({row.number})",
            row.stakeholder.name,
            plaindate(row.sent_at),
            ", ".join(item.issue.reference for item in row.used),
        )
        for row in reports
    ]
    head = ("Report", "To", "Sent on", "With our issues")
    return Part(
        "Where it was used", head=head, rows=rows, empty="No report with what we raised went out in this time."
    )


def _asked(reports: list[StakeholderReport]) -> Part:
    rows = [(ask.words, row.stakeholder.name, ask.get_state_display()) for row in reports for ask in row.about]
    return Part(
        "What was asked of partners",
        head=("Ask", "Of whom", "Their answer"),
        rows=rows,
        empty="Nothing was asked yet.",
    )


def _promised(promises: list[Pledge]) -> Part:
    rows = [
        (row.words, row.partner.name, plaindate(row.due_on) if row.due_on else NONE, row.get_state_display())
        for row in promises
    ]
    head = ("Promise", "By whom", "Due", "How it stands")
    return Part("Promises", head=head, rows=rows, empty="No promise was made or due in this time.")
