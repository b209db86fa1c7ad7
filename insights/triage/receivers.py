"""What triage does when words leave the portal, or may be used no more; runs inside the action that does it."""

from django.dispatch import receiver

from insights.issues.actions import return_words
from insights.issues.signals import SEALED, consent_ended, words_put_back, words_removed
from insights.triage.actions import hide_own_words, let_go_of_words
from insights.triage.models import IssueNote, JoinObjection


@receiver(words_removed)
def triage_lets_go(sender, issues, voices, why, by, **more):
    return let_go_of_words(issues=issues, voices=voices, by=by) if why == SEALED else []


@receiver(words_put_back)
def triage_takes_back(sender, taken, by, **more):
    for model in (IssueNote, JoinObjection):
        return_words(model=model, taken=taken, by=by)


@receiver(consent_ended)
def own_words_are_hidden(sender, voice, by, **more):
    hide_own_words(voice=voice, by=by)
