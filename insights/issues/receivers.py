"""When words leave the portal, nothing is found by them any more."""

from django.dispatch import receiver

from insights.issues.actions.finding import forget_wordings
from insights.issues.signals import words_removed


@receiver(words_removed)
def nothing_is_found_by_them(sender, issues, **more):
    forget_wordings(issues=issues)
    return []
