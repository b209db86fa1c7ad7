"""How issues are tallied: one way of grouping for the issues themselves and for what changed lately."""

from datetime import date

from django.db import connection
from django.db.models import CharField, DateField, F, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, TruncDate, TruncMonth

from camk.templatetags.ui import LONDON
from insights.figures.models import IssueChange, IssueTally
from insights.issues.models import Issue
from insights.issues.states import IssueState
from insights.loop.counting import differences as told_differences

# Neither what is handled in confidence nor what its raiser took back is counted anywhere.
NOT_COUNTED = (IssueState.SEALED, IssueState.WITHDRAWN)
What = IssueTally.What
COLUMNS = ("what", "kind", "day", "key")


def _text(value):
    return Coalesce(Cast(value, CharField()), Value(""), output_field=CharField())


KEYS = {
    What.STATE: lambda: F("state"),
    What.THEME: lambda: _text(F("main_theme_id")),
    What.LOOK: lambda: _text(TruncDate("first_looked_at", tzinfo=LONDON)),
    What.DECISION: lambda: _text(TruncDate("decided_at", tzinfo=LONDON)),
}
BY_DAY = (What.LOOK, What.DECISION)


def grouped(rows: QuerySet, what: str) -> QuerySet:
    """Issues or changes, as rows of the tally `what`: (what, kind, day, key, n)."""
    if rows.model is Issue:
        rows = rows.annotate(sign=Value(1))
    day = TruncDate("created_at", tzinfo=LONDON)
    day = day if what in BY_DAY else Cast(TruncMonth(day), DateField())
    rows = rows.exclude(state__in=NOT_COUNTED).order_by()
    rows = rows.annotate(what=Value(what, output_field=CharField()), day=day, key=KEYS[what]())
    return rows.values_list(*COLUMNS).annotate(n=Sum("sign"))


def read(what: str, first: date, after: date, kind: str = "") -> list[tuple[date, str, int]]:
    """(day, key, how many) of issues told from `first` until before `after`, changes included; one statement."""
    kept = IssueTally.objects.filter(what=what, day__gte=first, day__lt=after)
    since = grouped(IssueChange.objects.all(), what).filter(day__gte=first, day__lt=after)
    if kind:
        kept, since = kept.filter(kind=kind), since.filter(kind=kind)
    kept = kept.order_by().values_list("day", "key").annotate(n=Sum("n"))
    since = since.values_list("day", "key").annotate(n=Sum("sign"))
    found: dict[tuple[date, str], int] = {}
    for day, key, n in kept.union(since, all=True):
        found[day, key] = found.get((day, key), 0) + n
    return [(*pair, n) for pair, n in found.items() if n]


def differences() -> list[tuple]:
    """Where tallies and changes do not add up to a recount of all issues and voices, a statement for each tally."""
    found = []
    for what in What:
        parts = [
            (1, IssueTally.objects.filter(what=what).order_by().values_list(*COLUMNS).annotate(n=Sum("n"))),
            (1, grouped(IssueChange.objects.all(), what)),
            (-1, grouped(Issue.objects.all(), what)),
        ]
        words, values = [], []
        for sign, part in parts:
            sql, params = part.query.sql_with_params()
            words.append(f"SELECT what, kind, day, key, {sign} * n AS n FROM ({sql}) AS part")
            values += params
        found += _differing(" UNION ALL ".join(words), values)
    return found + told_differences()


def _differing(union: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        columns = ", ".join(COLUMNS)
        cursor.execute(
            f"SELECT {columns}, SUM(n) FROM ({union}) AS parts GROUP BY {columns} HAVING SUM(n) <> 0", values
        )
        return cursor.fetchall()
