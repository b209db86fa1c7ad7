"""What is written beneath the figures: changes are added to the tallies, and everything is counted anew."""

from django.db import connection

from camk.actions import action, unseen
from insights.figures import recounting, triggers
from insights.figures.facts import alike, facts
from insights.figures.models import IssueChange, IssueTally
from insights.figures.tallies import TALLIES, rows_of
from insights.loop.actions import compact_told, recount_told, settle_told

MANY = 50_000  # changes that take longer one by one than counting everything


def _alone() -> None:
    """Nobody else adds to the tallies meanwhile; readers go on reading."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insights_issuetally IN EXCLUSIVE MODE")


@unseen
@action
def settle(*, by=None) -> int:
    """Add what changed lately to the tallies; says how many changes there were. No figure differs by it."""
    told = settle_told(by=by)
    _alone()
    taken = IssueChange.objects.filter(is_taken=False).update(is_taken=True)
    if taken > MANY:
        recount(by=by)
    elif taken:
        changes = IssueChange.objects.filter(is_taken=True)
        rows = [(*row, n) for row, n in rows_of(facts(alike(changes))).items() if n]
        IssueTally.objects.bulk_create((IssueTally(None, *row) for row in rows), 500)
        changes.delete()
    return taken + told


@unseen
@action
def compact(*, by=None) -> None:
    """One row for each thing there is to say, and none of days that nobody asks for any more.

    What stands alone, nearly all of it, is left where it is: pages read such rows from the index alone.
    """
    _alone()
    for tally in TALLIES:
        if tally.since:
            IssueTally.objects.filter(what=tally.what, day__lt=tally.since).delete()
    last = IssueTally.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    names, into = recounting.COLUMNS, "insights_issuetally"
    several = f"FROM {into} WHERE id <= %s GROUP BY {names} HAVING COUNT(*) > 1"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} ({names}, n) SELECT {names}, SUM(n) {several} AND SUM(n) <> 0", [last])
        cursor.execute(f"DELETE FROM {into} WHERE id <= %s AND ({names}) IN (SELECT {names} {several})", [last, last])
    compact_told(by=by)


@unseen
@action
def recount(*, by=None) -> None:
    """Forget all tallies and count every issue anew; nobody tells us anything for these seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE insights_issue, insights_voice, insights_issue_places IN SHARE MODE")
    _alone()
    IssueTally.objects.all().delete()
    IssueChange.objects.all().delete()
    recounting.count_all()
    recount_told(by=by)


@unseen
@action
def differences(*, by=None) -> list[tuple]:
    """Where tallies and changes do not add up to a recount of all issues and voices; changes nothing."""
    return recounting.differences()


@unseen
@action
def begin(*, by=None) -> None:
    """Make the triggers, and count what is there already."""
    triggers.make()
    recount(by=by)
