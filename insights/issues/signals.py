"""What the rooms above hear of issues."""

from dataclasses import dataclass, field

from django.db.models import Model
from django.dispatch import Signal

SEALED, REDACTED = "sealed", "redacted"
GONE = "Taken out"  # stands where a field may not be empty

# Words behind issues or voices leave the portal: `issues` (rows), `voices` (rows, their words still in them), `why`
# (SEALED or REDACTED), `by`. A receiver clears every copy it keeps, inside the same transaction, and returns what it
# removed as a list, each a text or a Taken: a sealed record keeps them for the safeguarding lead.
words_removed = Signal()
# The lead has seen that nobody is at risk: `taken` (a list of Taken) goes back into the rows it came from; `by`.
words_put_back = Signal()
# Somebody ended what they allowed: `voice`, `audiences` (list of VoiceConsent.Audience), `by`.
consent_ended = Signal()


@dataclass(frozen=True)
class Taken:
    """What was taken out of one row, so that it can go back there: its words, and coded values beside them."""

    what: str
    pk: int
    words: dict[str, str]
    coded: dict = field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Model, *names: str, **coded) -> "Taken":
        """The words that stand in these fields of `row` now."""
        words = {name: getattr(row, name) for name in names if getattr(row, name) not in ("", GONE)}
        return cls(row._meta.label_lower, row.pk, words, coded)
