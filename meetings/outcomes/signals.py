"""News of this room that higher rooms act on; sent inside the action that is the reason."""

from django.dispatch import Signal

# Arguments: meeting, by. Sent each time what came of a meeting is shown; whoever listens tells each person once.
record_published = Signal()

# Arguments: feedback, by. Somebody no longer agrees to be quoted, or in other words: what was made of it goes.
quote_taken_back = Signal()
