"""Leafing through released issues by (released_at, id): each page costs the same, however long the list."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet

from insights.issues.models import ListedIssue
from insights.issues.rows import COLUMNS, Row, rows_of
from insights.issues.searching import PAGE, Words

MOST_COUNTED = 1000
NEWEST = ("-released_at", "-issue_id")
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


def leaf(listed: QuerySet, *, after: str = "", before: str = "", size: int = PAGE) -> Leaf:
    """The page after (older than) one mark or before (newer than) another; a mark that is none gives the first."""
    behind, ahead, listed = _place_of(after), _place_of(before), listed.values_list(*COLUMNS)
    if behind:
        when, number = behind
        # Not "older, or as old with a lower number": an "or" would be read from the first page on.
        older = listed.filter(released_at__lte=when).exclude(released_at=when, issue__gte=number)
        rows = list(older.order_by(*NEWEST)[: size + 1])
        more_older, more_newer, rows = len(rows) > size, True, rows[:size]
    elif ahead:
        when, number = ahead
        newer = listed.filter(released_at__gte=when).exclude(released_at=when, issue__lte=number)
        rows = list(newer.order_by("released_at", "issue_id")[: size + 1])
        more_older, more_newer, rows = True, len(rows) > size, rows[:size][::-1]
    else:
        rows = list(listed.order_by(*NEWEST)[: size + 1])
        more_older, more_newer, rows = len(rows) > size, False, rows[:size]
    if not rows:
        return Leaf([], "", "")
    newer, older = _mark(*rows[0][:2]), _mark(*rows[-1][:2])
    return Leaf(rows_of(rows), newer if more_newer else "", older if more_older else "")


def counted(rows: QuerySet) -> str:
    """How many there are, told up to 1,000: "42", "1,000+"."""
    number = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"


def counted_on_list(listed: QuerySet, words: Words | None = None) -> str:
    """The same for the public list, in its order: so the database reads its index and no row beside it.

    Those that say common words are counted among the newest 1,000: "30+" when there are more to look through.
    """
    if words and words.are_rare:
        return counted(words.among(listed))
    newest = list(listed.order_by(*NEWEST).values_list("issue", flat=True)[: MOST_COUNTED + 1])
    number = len(words.said_by(newest[:MOST_COUNTED])) if words else min(len(newest), MOST_COUNTED)
    return f"{number:,}+" if len(newest) > MOST_COUNTED else f"{number:,}"
