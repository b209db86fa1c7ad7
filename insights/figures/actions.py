"""What is written beneath the figures: changes are added to the tallies, and everything is counted anew."""

from django.db import connection
from django.db.models import QuerySet, Sum

from camk.actions import action, unseen
from insights.figures import triggers
from insights.figures.models import IssueChange, IssueTally
from insights.figures.tallies import COLUMNS, grouped
from insights.issues.models import Issue
from insights.loop.actions import compact_told, recount_told, settle_told


def _alone() -> None:
    """Nobody else adds to the tallies meanwhile; readers go on reading."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insights_issuetally IN EXCLUSIVE MODE")


def _insert(rows: QuerySet) -> None:
    """Tallies from the rows of a query, within the database."""
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO insights_issuetally (what, kind, day, key, n) {sql}", values)


@unseen
@action
def settle(*, by=None) -> int:
    """Add what changed lately to the tallies; says how many changes there were. No figure differs by it."""
    told = settle_told(by=by)
    _alone()
    taken = IssueChange.objects.filter(is_taken=False).update(is_taken=True)
    if taken:
        for what in IssueTally.What:
            _insert(grouped(IssueChange.objects.filter(is_taken=True), what))
        IssueChange.objects.filter(is_taken=True).delete()
    return taken + told


@unseen
@action
def compact(*, by=None) -> None:
    """One row for each thing there is to say."""
    _alone()
    last = IssueTally.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _insert(IssueTally.objects.order_by().values_list(*COLUMNS).annotate(total=Sum("n")).exclude(total=0))
    IssueTally.objects.filter(pk__lte=last).delete()
    compact_told(by=by)


@unseen
@action
def recount(*, by=None) -> None:
    """Forget all tallies and count every issue anew; nobody tells us anything for these seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insights_issue IN SHARE MODE")
    _alone()
    IssueTally.objects.all().delete()
    IssueChange.objects.all().delete()
    for what in IssueTally.What:
        _insert(grouped(Issue.objects.all(), what))
    recount_told(by=by)


@unseen
@action
def begin(*, by=None) -> None:
    """Make the triggers, and count what is there already."""
    triggers.make()
    recount(by=by)
