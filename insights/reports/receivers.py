"""What reports do when words leave the portal; runs inside the action that removes them."""

from django.dispatch import receiver

from insights.issues.signals import words_removed
from insights.reports.actions.correcting import let_go_of_words


@receiver(words_removed)
def reports_let_go(sender, issues, voices, by, **more):
    let_go_of_words(issues=issues, voices=voices, by=by)
