"""What triage does when words leave the portal; runs inside the action that removes them."""

from django.dispatch import receiver

from insights.issues.signals import SEALED, words_removed
from insights.triage.actions import let_go_of_words


@receiver(words_removed)
def triage_lets_go(sender, issues, voices, why, by, **more):
    return let_go_of_words(issues=issues, voices=voices, by=by) if why == SEALED else []
