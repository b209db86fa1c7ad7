"""What learning notes do when words leave the portal; runs inside the action that removes them."""

from django.dispatch import receiver

from insights.issues.actions import return_words
from insights.issues.signals import words_put_back, words_removed
from insights.learning.actions import let_go_of_words
from insights.learning.models import LearningNote


@receiver(words_removed)
def notes_let_go(sender, issues, voices, by, **more):
    return let_go_of_words(voices=voices, by=by)


@receiver(words_put_back)
def notes_take_back(sender, taken, by, **more):
    """As a draft, to be looked at before it is shared again."""
    return_words(model=LearningNote, taken=taken, by=by)
