"""Two meetings belong together: part 1 and part 2, and the reason stands on both pages."""

from django.db.models import Q

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings.models import Meeting, MeetingPair


@action
def pair(*, meeting: Meeting, other: Meeting, reason: str, by) -> MeetingPair:
    """The earlier one is part 1. A meeting belongs to one pair at most."""
    if meeting == other:
        raise RuleBroken("Choose another meeting.")
    taken = MeetingPair.objects.select_for_update().filter(
        Q(first__in=[meeting, other]) | Q(second__in=[meeting, other])
    )
    if taken.exists():
        raise RuleBroken("One of them belongs together with another meeting already. Take those apart first.")
    first, second = sorted((meeting, other), key=lambda one: (one.starts_at, one.pk))
    row = MeetingPair.objects.create(first=first, second=second, reason=reason.strip())
    audit.record("meeting.paired", first, by=by, second=second.pk)
    return row


@action
def take_apart(*, meeting: Meeting, by) -> None:
    """They stand alone again."""
    row = pair_of(meeting)
    if row is not None:
        audit.record("meeting.taken_apart", row.first, by=by, second=row.second_id)
        row.delete()


def pair_of(meeting: Meeting) -> MeetingPair | None:
    """The pair this meeting belongs to."""
    rows = MeetingPair.objects.filter(Q(first=meeting) | Q(second=meeting))
    return rows.select_related("first", "second").first()
