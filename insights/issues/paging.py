"""Leafing through released issues by (released_at, id): each page costs the same, however long the list."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet

from camk.questions import question
from insights.issues.models import Issue, ListedIssue
from insights.issues.models.listing import ANY
from insights.issues.rows import COLUMNS, Row, rows_of
from insights.issues.searching import PAGE, Words, saying

MOST_COUNTED = 1000
NEWEST, OLDEST = ("-released_at", "-issue_id"), ("released_at", "issue_id")
FIRST, OLDER, NEWER = "first", "older", "newer"
COLUMNS_NARROWED = ("theme", "area", "kind", "stage")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Leaf:
    """One page of the list and the marks that lead to its neighbours ("" when there is none)."""

    rows: list[Row]
    newer: str
    older: str

    @property
    def is_all(self) -> bool:
        """Whether the whole list stands on this page, so that nobody need count it."""
        return bool(self.rows) and not (self.newer or self.older)


def mark_of(row: ListedIssue) -> str:
    """Where this issue stands in the list, as it stands in an address."""
    return _mark(row.released_at, row.issue_id)


def _mark(released_at: datetime, number: int) -> str:
    return f"{(released_at - _EPOCH) // timedelta(microseconds=1)}-{number}"


def _place_of(mark: str) -> tuple[datetime, int] | None:
    moment, _, number = mark.partition("-")
    if not (moment.isascii() and moment.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(moment) > 17 or len(number) > 18:
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(number)


class Listed:
    """The public list, narrowed: the columns of ListedIssue that must be so (theme, area, kind, stage), and words.

    Its questions are made once a process for each way of narrowing it (`camk/questions.py`).
    """

    def __init__(self, columns: dict, words: Words | None = None):
        self.columns, self.words = {"theme": ANY, "area": ANY} | columns, words
        self.form, self.said = words.asked if words else (0, {})

    def leaf(self, *, after: str = "", before: str = "", size: int = PAGE) -> Leaf:
        """The page after (older than) one mark or before (newer than) another; the first for a mark that is none."""
        behind, ahead = _place_of(after), _place_of(before)
        side, mark = (OLDER, behind) if behind else (NEWER, ahead) if ahead else (FIRST, None)
        where = {"when": mark[0], "number": mark[1]} if mark else {}
        rows = page(self.form, side, size + 1, **self.columns, **self.said, **where)
        is_more, rows = len(rows) > size, rows[:size]
        if not rows:
            return Leaf([], "", "")
        rows = rows[::-1] if side == NEWER else rows
        newer = _mark(*rows[0][:2]) if side == OLDER or (side == NEWER and is_more) else ""
        older = _mark(*rows[-1][:2]) if side == NEWER or is_more else ""
        return Leaf(rows_of(rows), newer, older)

    def counted(self) -> str:
        """How many there are, told up to 1,000: "42", "1,000+".

        Those that say common words are counted among the newest 1,000: "30+" when there are more to look through.
        """
        is_along = bool(self.words) and not self.words.are_rare
        form, said = (0, {}) if is_along else (self.form, self.said)
        first = newest(form, MOST_COUNTED + 1, **self.columns, **said)
        told = first[:MOST_COUNTED]
        number = len(self.words.said_by(told)) if is_along else len(told)
        return f"{number:,}{'+' if len(first) > MOST_COUNTED else ''}"


def narrowed(form: str | int, given: dict) -> QuerySet:
    """Its rows in a question; the form is that of the words."""
    columns = {name: given[name] for name in COLUMNS_NARROWED if name in given}
    return saying(ListedIssue.objects.narrowed(**columns), form, given)


@question
def newest(form, most, /, **given):
    """The numbers of the first issues, read from an index and no row beside it."""
    return narrowed(form, given).order_by(*NEWEST).values_list("issue", flat=True)[:most]


@question
def page(form, side, most, /, **given):
    """The columns of a Row for one page: chosen from an index alone, then read."""
    rows, order = narrowed(form, given), NEWEST
    # Not "older, or as old with a lower number": an "or" would be read from the first page on.
    if side == OLDER:
        when, number = given["when"], given["number"]
        rows = rows.filter(released_at__lte=when).exclude(released_at=when, issue__gte=number)
    elif side == NEWER:
        when, number, order = given["when"], given["number"], OLDEST
        rows = rows.filter(released_at__gte=when).exclude(released_at=when, issue__lte=number)
    chosen = rows.order_by(*order).values("issue")[:most]
    order = [name.replace("issue_id", "pk") for name in order]
    return Issue.objects.filter(pk__in=chosen).order_by(*order).values_list(*COLUMNS)


def counted(rows: QuerySet) -> str:
    """How many there are, told up to 1,000: "42", "1,000+"."""
    number = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
