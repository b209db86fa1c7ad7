"""What conversation notes do when words leave the portal; runs inside the action that does it."""

from django.dispatch import receiver

from insights.dialogue.actions import let_go_of_words
from insights.dialogue.models import Dialogue
from insights.issues.actions import return_words
from insights.issues.signals import words_put_back, words_removed


@receiver(words_removed)
def notes_let_go(sender, issues, voices, by, **more):
    return let_go_of_words(voices=voices, by=by)


@receiver(words_put_back)
def notes_take_back(sender, taken, by, **more):
    return_words(model=Dialogue, taken=taken, by=by)
