"""Leafing through released issues by (released_at, id): each page costs the same, however long the list."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

PAGE = 30
MOST_COUNTED = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Leaf:
    """One page of the list and the marks that lead to its neighbours ("" when there is none)."""

    rows: list
    newer: str
    older: str

    @property
    def is_all(self) -> bool:
        """Whether the whole list stands on this page, so that nobody need count it."""
        return bool(self.rows) and not (self.newer or self.older)


def mark_of(issue) -> str:
    """Where this issue stands in the list, as it stands in an address."""
    return f"{(issue.released_at - _EPOCH) // timedelta(microseconds=1)}-{issue.pk}"


def _place_of(mark: str) -> tuple[datetime, int] | None:
    moment, _, number = mark.partition("-")
    if not (moment.isascii() and moment.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(moment) > 17 or len(number) > 18:
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(number)


def leaf(issues: QuerySet, *, after: str = "", before: str = "", size: int = PAGE) -> Leaf:
    """The page after (older than) one mark or before (newer than) another; a mark that is none gives the first."""
    behind, ahead = _place_of(after), _place_of(before)
    if behind:
        when, number = behind
        older = issues.filter(Q(released_at__lt=when) | Q(released_at=when, pk__lt=number))
        rows = list(older.order_by("-released_at", "-pk")[: size + 1])
        more_older, more_newer, rows = len(rows) > size, True, rows[:size]
    elif ahead:
        when, number = ahead
        newer = issues.filter(Q(released_at__gt=when) | Q(released_at=when, pk__gt=number))
        rows = list(newer.order_by("released_at", "pk")[: size + 1])
        more_older, more_newer, rows = True, len(rows) > size, rows[:size][::-1]
    else:
        rows = list(issues.order_by("-released_at", "-pk")[: size + 1])
        more_older, more_newer, rows = len(rows) > size, False, rows[:size]
    if not rows:
        return Leaf([], "", "")
    return Leaf(rows, mark_of(rows[0]) if more_newer else "", mark_of(rows[-1]) if more_older else "")


def counted(issues: QuerySet) -> str:
    """How many there are, told up to 1,000: "42", "1,000+"."""
    number = issues.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
