"""News of introductions that higher rooms act on; sent inside the action that is the reason."""

from django.dispatch import Signal

# An introduction was made or came to nothing. Arguments: introduction, made (bool), by.
introduction_ended = Signal()
