"""What this room does when words leave the portal; runs inside the action that removes them."""

from django.dispatch import receiver

from insights.issues.signals import words_removed
from insights.together.actions import let_go_of_words


@receiver(words_removed)
def ideas_let_go(sender, issues, by, **more):
    return let_go_of_words(issues=issues, by=by)
