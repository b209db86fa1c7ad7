"""What packs do when words leave the portal; runs inside the action that does it."""

from django.dispatch import receiver

from insights.issues.signals import words_removed
from insights.packs.actions import let_go_of_packs


@receiver(words_removed)
def packs_let_go(sender, issues, voices, by, **more):
    """Nothing is handed over: the wording itself stands on the issue."""
    let_go_of_packs(issues=issues, by=by)
    return []
