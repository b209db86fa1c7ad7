"""What is kept of an answer to a quick review for how long."""

from datetime import timedelta

from camk.retention.rules import Rule, keep
from insights.evaluations.actions import forget_words
from insights.evaluations.models import ReviewAnswer

WORDS_KEPT = timedelta(days=730)  # domain C7: raw words for 24 months


def due(now):
    """Words of answers given two years ago."""
    return ReviewAnswer.objects.exclude(well="", change="").filter(at__lt=now - WORDS_KEPT).order_by("pk")


keep(
    Rule(
        code="quick-reviews",
        what="words of quick reviews after actions",
        kept="24 months after they were given",
        model=ReviewAnswer,
        due=due,
        forget=forget_words,
    )
)
