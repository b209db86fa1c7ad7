"""News of meetings that higher rooms act on (answers, reminders); sent inside the action that is the reason."""

from django.dispatch import Signal

# Arguments: meeting, change (one of the words below), by; for MOVED also was_start, for PLACE was_place,
# for COPIED source.
meeting_changed = Signal()

MOVED = "moved"
PLACE = "place"
PLACES = "places"  # how many people fit
CANCELLED = "cancelled"
POSTPONED = "postponed"
RESTORED = "restored"
COPIED = "copied"
