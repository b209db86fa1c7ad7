"""What the rooms above hear of stories."""

from django.dispatch import Signal

# A story is shown no more, whatever the reason: `story` (its row), `by`. Sent inside the action that takes it down.
story_gone = Signal()
