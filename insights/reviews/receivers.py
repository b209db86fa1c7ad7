"""What annual reviews do when a story comes down; runs inside the action that does it."""

from django.dispatch import receiver

from insights.reviews.actions import let_go_of_story
from insights.stories.signals import story_gone


@receiver(story_gone)
def reviews_let_go(sender, story, by, **more):
    let_go_of_story(story=story, by=by)
