"""How many of those who spoke were told what came of it: kept by issue, so that no page counts a million voices.

Triggers of the database (`triggers.py`) note under which issue something changed, in the transaction of the change.
Each minute these issues are counted anew and their difference is added to the whole; until then `score` leaves out
what is kept of them and counts them on the spot, so that it is exact at any moment.
"""

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from insights.issues.models import Issue
from insights.loop.models import CANNOT, TOLD, WAITS, ToldChange, ToldCount, owed

PARTS = {"told": TOLD, "waits": WAITS, "cannot": CANNOT}
AT_ONCE = 2_000  # so many numbers of issues are named in a statement; more are asked for by a statement of their own


def by_issue(issues=None) -> QuerySet:
    """(issue, told, waits, cannot) of each issue with voices that are owed an outcome."""
    parts = {name: Count("pk", filter=Q(standing__in=those)) for name, those in PARTS.items()}
    return owed(issues=issues).order_by().values_list("issue").annotate(**parts)


def changed(**which) -> list[int] | QuerySet:
    """The issues under which something changed since they were counted."""
    rows = ToldChange.objects.filter(**which).order_by().values_list("issue_id", flat=True).distinct()
    found = list(rows[: AT_ONCE + 1])
    return found if len(found) <= AT_ONCE else rows


def score(issue: Issue | None = None) -> dict[str, int]:
    """How many voices are owed an outcome, have been told, wait, and cannot be told."""
    # What changed is read first: should it be counted in between, what is kept of it is left out all the same.
    fresh = [issue.pk] if issue is not None else changed()
    found = dict.fromkeys(PARTS, 0)
    if issue is None:
        whole, of_fresh = Q(issue_id=None), Q(issue_id__in=fresh)
        sums = {name: Sum(name, default=0, filter=whole) - Sum(name, default=0, filter=of_fresh) for name in PARTS}
        found = ToldCount.objects.filter(whole | of_fresh).aggregate(**sums)
    for _, *numbers in by_issue(fresh) if fresh else ():
        found = {name: found[name] + n for name, n in zip(PARTS, numbers, strict=True)}
    return {"owed": sum(found.values()), **found}


def differences() -> list[tuple]:
    """Issues of which something else is kept than a recount of all voices finds; the whole is number 0."""
    sums = {name: Sum(name, default=0) for name in PARTS}
    whole, each = (
        ToldCount.objects.filter(issue_id__isnull=no_issue).aggregate(**sums) for no_issue in (True, False)
    )
    wrong = [(0, *whole.values())] if whole != each else []
    kept = ToldCount.objects.filter(issue_id__isnull=False).order_by().values_list("issue_id", *PARTS)
    parts = [query.query.sql_with_params() for query in (kept, by_issue())]
    union = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _ in parts)
    names = ", ".join(("issue_id", *PARTS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM ({union}) AS parts WHERE issue_id NOT IN (SELECT issue_id FROM insights_toldchange)"
            f" GROUP BY {names} HAVING COUNT(*) <> 2",
            [value for _, values in parts for value in values],
        )
        return wrong + cursor.fetchall()
