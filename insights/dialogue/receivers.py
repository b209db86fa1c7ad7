"""What conversation notes do when words leave the portal, inside the action that does it; how long words are kept."""

from datetime import timedelta

from django.dispatch import receiver
from django.utils import timezone

from camk.retention.rules import Rule, keep
from insights.dialogue.actions import forget_who_spent, forget_words, let_go_of_words
from insights.dialogue.models import Dialogue, TimeSpent
from insights.issues.actions import return_words
from insights.issues.signals import words_put_back, words_removed


@receiver(words_removed)
def notes_let_go(sender, issues, voices, by, **more):
    return let_go_of_words(voices=voices, by=by)


@receiver(words_put_back)
def notes_take_back(sender, taken, by, **more):
    return_words(model=Dialogue, taken=taken, by=by)


WORDS_KEPT = timedelta(days=730)  # domain C7: raw words for 24 months, then only what is coded


def due(now):
    """Words of conversations two years ago; where the voice that a note became is sealed, nothing is touched."""
    old = Dialogue.objects.filter(held_on__lt=timezone.localdate(now) - WORDS_KEPT)
    return old.exclude(words="", promise="").exclude(voice__sealed_at__isnull=False).order_by("pk")


keep(
    Rule(
        code="conversation-notes",
        what="words and promises of conversation notes",
        kept="24 months after the conversation",
        model=Dialogue,
        due=due,
        forget=forget_words,
        tied=("voice__issue",),
    )
)


def long_ago(now):
    """Hours of two years ago that still say whose they were."""
    old = TimeSpent.objects.filter(spent_on__lt=timezone.localdate(now) - WORDS_KEPT)
    return old.exclude(by=None, words="").order_by("pk")


keep(
    Rule(
        code="mobilisers-time",
        what="which mobiliser gave time to an area, and what they wrote about it",
        kept="24 months after the day",
        model=TimeSpent,
        due=long_ago,
        forget=forget_who_spent,
    )
)
