"""The queues of the workbench: which issues wait for what, oldest first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from insights.issues.models import Issue
from insights.issues.querysets import IssueQuerySet
from insights.issues.states import IssueState
from insights.triage.models import IssueWatch, JoinObjection, Parking

S = IssueState
FIRST_LOOK = (S.SUBMITTED, S.SCREENING, S.NEW, S.REOPENED)


@dataclass(frozen=True)
class Queue:
    """One way of narrowing the issues to those that wait for the same thing."""

    code: str
    label: str
    explain: str
    narrow: Callable[[IssueQuerySet, object], IssueQuerySet]


def _overdue(issues, user):
    return issues.filter(due_on__isnull=False, due_on__lt=timezone.localdate())


def _awake(issues, user):
    return issues.filter(state=S.PARKED, pk__in=Parking.objects.awake().values("issue"))


def _growing(issues, user):
    return issues.open().filter(growing_since__isnull=False)


def _watched(issues, user):
    return issues.filter(pk__in=IssueWatch.objects.filter(user=user).values("issue"))


def _objected(issues, user):
    return issues.filter(pk__in=JoinObjection.objects.waiting().values("join__joined"))


QUEUES = {
    queue.code: queue
    for queue in (
        Queue(
            "first-look",
            "First look",
            "Nobody has looked at it yet, or it is back again.",
            lambda issues, user: issues.waiting().filter(state__in=FIRST_LOOK),
        ),
        Queue(
            "decide",
            "To decide",
            "Looked at; now answer it, take it on, pass it on, watch it or say no.",
            lambda issues, user: issues.waiting().filter(state=S.IN_REVIEW),
        ),
        Queue("overdue", "Overdue", "The day we promised is over.", _overdue),
        Queue(
            "unassigned",
            "Nobody’s yet",
            "Waits for us, and nobody looks after it.",
            lambda issues, user: issues.waiting().filter(owner__isnull=True),
        ),
        Queue("mine", "Mine", "Open, and you look after it.", lambda issues, user: issues.open().filter(owner=user)),
        Queue(
            "question",
            "Question asked",
            "Waits for the answer of the people who told us.",
            lambda issues, user: issues.waiting().filter(state=S.NEEDS_INFORMATION),
        ),
        Queue("parked", "Parked and due", "We were watching it, and what we waited for has come.", _awake),
        Queue("growing", "Growing", "Open, with three or more new voices in the last 14 days.", _growing),
        Queue("objections", "Objections", "Somebody says: you joined what is not the same.", _objected),
        Queue("watched", "My watch list", "What you keep an eye on, whoever looks after it.", _watched),
    )
}
MORE = {"open": "Everything open", "all": "Everything"}


def narrowed(issues: IssueQuerySet, code: str, user) -> IssueQuerySet:
    """The issues of one queue."""
    return QUEUES[code].narrow(issues, user)


def in_queue(code: str, user) -> IssueQuerySet:
    """The same for whoever works through it, oldest first."""
    return narrowed(Issue.objects.visible_to(user), code, user).order_by("created_at", "pk")


def sealed_count() -> int:
    """How many are handled in confidence: a number and nothing else."""
    return Issue.objects.filter(state=S.SEALED).count()
