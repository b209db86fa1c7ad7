"""What reports do when words leave the portal; runs inside the action that removes them."""

from django.dispatch import receiver

from insights.issues.signals import words_removed
from insights.reports.actions.correcting import let_go_of_words
from insights.reports.actions.examples import let_go_of_story
from insights.stories.signals import story_words_ended


@receiver(words_removed)
def reports_let_go(sender, issues, voices, by, **more):
    let_go_of_words(issues=issues, voices=voices, by=by)


@receiver(story_words_ended)
def reports_let_go_of_story(sender, story, by, **more):
    let_go_of_story(story=story, by=by)
