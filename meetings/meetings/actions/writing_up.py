"""What came of a meeting is kept, and shown."""

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings.actions.common import locked
from meetings.meetings.models import Meeting


@action
def write_up(*, meeting: Meeting, notes: str, show: bool, by) -> None:
    """Keep what came of the meeting; shown on its page when staff say so."""
    meeting = locked(meeting)
    if meeting.starts_at > timezone.now():
        raise RuleBroken("It has not taken place yet.")
    meeting.notes = notes
    meeting.notes_published_at = (meeting.notes_published_at or timezone.now()) if show and notes else None
    meeting.save(update_fields=["notes", "notes_published_at"])
    audit.record("meeting.written_up", meeting, by=by, notes_length=len(notes), shown=bool(show))
