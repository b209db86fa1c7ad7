"""Issues and their updates as tables: what staff filed and decided. Nobody's own words or name, and no notes."""

from collections.abc import Iterator

from django.utils import timezone

from insights.issues.models import IssueMove
from insights.issues.querysets import IssueQuerySet
from insights.issues.states import IssueState as S
from insights.issues.timeline import has_public_words

MOST_ROWS = 20_000
BATCH = 1000
ISSUES = (
    "Reference", "Kind", "State", "Told on", "First looked at", "Decided on", "Ended on", "Next step due",
    "Main theme", "Main area", "Places", "Severity", "Reach", "Priority", "Voices", "Opened again", "Part of",
    "Looked after by", "For a report", "Released wording", "Our answer",
)  # fmt: skip
UPDATES = ("Reference", "At", "From", "To", "By", "What people were told")


def _day(moment):
    return timezone.localtime(moment).date() if moment else None


def issue_rows(issues: IssueQuerySet) -> Iterator[list]:
    """One line an issue, the headings first."""
    yield list(ISSUES)
    near = ("main_theme", "main_place", "joined_to", "owner")
    rows = issues.select_related(None).prefetch_related(None).select_related(*near).prefetch_related("places")
    for issue in rows[:MOST_ROWS].iterator(chunk_size=BATCH):
        released = issue.released_at is not None
        yield [
            issue.reference, issue.get_kind_display(), issue.get_state_display(), _day(issue.created_at),
            _day(issue.first_looked_at), _day(issue.decided_at), _day(issue.ended_at), issue.due_on,
            str(issue.main_theme or ""), str(issue.main_place or ""),
            ", ".join(place.label for place in issue.places.all()), issue.severity, issue.reach,
            issue.priority or None, issue.voice_count, issue.reopened_count, str(issue.joined_to or ""),
            str(issue.owner or ""), "yes" if issue.for_report else "no",
            issue.lead_wording if released else "", issue.public_answer if released else "",
        ]  # fmt: skip


def update_rows(issues: IssueQuerySet) -> Iterator[list]:
    """One line a step of these issues, oldest first; words only where everybody may read them."""
    yield list(UPDATES)
    numbers = list(issues.order_by("created_at", "pk").values_list("pk", flat=True)[:MOST_ROWS])
    for begin in range(0, len(numbers), BATCH):
        moves = IssueMove.objects.filter(issue__in=numbers[begin : begin + BATCH]).select_related("issue", "by")
        for move in moves.order_by("issue__created_at", "issue", "at", "pk"):
            public = move.issue.released_at is not None and has_public_words(move)
            by = "" if move.by is None else "staff" if move.by.is_staff else "who told us"
            old = "" if move.old_state == S.SUBMITTED == move.new_state else move.get_old_state_display()
            yield [
                move.issue.reference, move.at, old, move.get_new_state_display(), by,
                move.words if public else "",
            ]  # fmt: skip
