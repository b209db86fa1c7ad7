"""What the rooms above hear of stories."""

from django.dispatch import Signal

# A story is shown no more, whatever the reason: `story` (its row), `by`. Sent inside the action that takes it down.
story_gone = Signal()

# Its words may not be used any more, wherever they stand: `story`, `by`. Sent inside the action that ends it.
story_words_ended = Signal()
