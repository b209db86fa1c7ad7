"""Key points: short, written down while the meeting runs."""

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from meetings.day.actions.arriving import check_day
from meetings.day.models import DoorList, KeyPoint
from meetings.meetings.models import Meeting


@action
def add_point(*, meeting: Meeting, words: str, door: DoorList | None = None, by: User | None = None) -> KeyPoint:
    """Show one more point on the page for the day; the same words twice are one."""
    check_day(meeting)
    words = " ".join(words.split())
    if not words:
        raise RuleBroken("Write the point in a sentence.")
    point, made = KeyPoint.objects.get_or_create(meeting=meeting, words=words, defaults={"door": door, "by": by})
    if made:
        audit.record("key_point.added", point, by=by, meeting=meeting, door=door, words_length=len(words))
    return point


@action
def take_out_point(*, point: KeyPoint, door: DoorList | None = None, by: User | None = None) -> None:
    """It should not stand there."""
    audit.record("key_point.taken_out", point, by=by, meeting=point.meeting_id, door=door)
    point.delete()
