"""News of meetings that higher rooms act on (answers, reminders); sent inside the action that is the reason."""

from django.dispatch import Signal

# Arguments: meeting, change (one of the words below), by; for MOVED, PLACE and DETAILS also was_start, was_place
# (empty when it is the same), also (lines of what else changed) and quiet (nobody is told); for COPIED source.
meeting_changed = Signal()

PUBLISHED = "published"  # shown to everybody for the first time
MOVED = "moved"
PLACE = "place"
DETAILS = "details"  # other words, which staff chose to tell
PLACES = "places"  # how many people fit
CANCELLED = "cancelled"
POSTPONED = "postponed"
RESTORED = "restored"
COPIED = "copied"
