"""When words leave the portal, nothing is found by them any more, and what was added to them goes along."""

from django.dispatch import receiver

from insights.issues.actions import forget_evidence, forget_wordings
from insights.issues.signals import SEALED, words_removed


@receiver(words_removed)
def nothing_is_found_by_them(sender, issues, voices, why, **more):
    forget_wordings(issues=issues)
    if why == SEALED:
        forget_evidence(voices=voices)
