"""What stories do when words leave the portal or a quote is taken back; runs inside the action that does it."""

from django.dispatch import receiver

from insights.issues.actions import return_words
from insights.issues.models import VoiceConsent
from insights.issues.signals import consent_ended, words_put_back, words_removed
from insights.stories.actions import let_go_of_quote, let_go_of_words, withdraw_consent
from insights.stories.models import Story
from meetings.outcomes.signals import quote_taken_back


@receiver(words_removed)
def stories_let_go(sender, issues, voices, by, **more):
    return let_go_of_words(issues=issues, voices=voices, by=by)


@receiver(words_put_back)
def stories_take_back(sender, taken, by, **more):
    """As a draft: whoever spoke agrees anew before it is published."""
    return_words(model=Story, taken=taken, by=by)


@receiver(consent_ended)
def stories_let_go_of_voice(sender, voice, audiences, by, **more):
    """A story in somebody's words stands on their leave to publish them."""
    if VoiceConsent.Audience.PUBLISH in audiences:
        for story in Story.objects.filter(voice=voice, consented_at__isnull=False):
            withdraw_consent(story=story, by=by)


@receiver(quote_taken_back)
def stories_let_go_of_quote(sender, feedback, by, **more):
    let_go_of_quote(feedback=feedback, by=by)
