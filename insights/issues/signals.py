"""What the rooms above hear of issues."""

from django.dispatch import Signal

SEALED, REDACTED = "sealed", "redacted"

# Words behind issues or voices leave the portal: `issues` (rows), `voices` (rows, their words still in them), `why`
# (SEALED or REDACTED), `by`. A receiver clears every copy it keeps, inside the same transaction, and returns the
# texts it removed as a list: a sealed record keeps them for the safeguarding lead.
words_removed = Signal()
