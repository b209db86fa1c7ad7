"""What is kept of a one-to-one conversation for how long."""

from datetime import timedelta

from django.utils import timezone

from camk.retention.rules import Rule, keep
from insights.initiatives.actions import forget_words
from insights.initiatives.models import Conversation

WORDS_KEPT = timedelta(days=730)  # domain C7: raw words for 24 months, then only what is coded


def due(now):
    """Words of talks held two years ago."""
    return (
        Conversation.objects.exclude(words="").filter(held_on__lt=timezone.localdate(now) - WORDS_KEPT).order_by("pk")
    )


keep(
    Rule(
        code="one-to-ones",
        what="words of one-to-one conversations",
        kept="24 months after the conversation",
        model=Conversation,
        due=due,
        forget=forget_words,
    )
)
