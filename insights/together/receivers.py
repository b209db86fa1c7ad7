"""What this room does when words leave the portal; runs inside the action that removes them."""

from django.db.models import Exists
from django.dispatch import receiver

from insights.issues.beside import stands_beside
from insights.issues.signals import words_put_back, words_removed
from insights.together.actions import let_go_of_words, take_words_again
from insights.together.models import CoordinatedResponse, Idea

stands_beside("ideas", lambda issue: Exists(Idea.objects.filter(issue=issue)))
stands_beside("responses", lambda issue: Exists(CoordinatedResponse.objects.filter(issue=issue)))


@receiver(words_removed)
def ideas_let_go(sender, issues, by, **more):
    return let_go_of_words(issues=issues, by=by)


@receiver(words_put_back)
def ideas_take_back(sender, taken, by, **more):
    take_words_again(taken=taken, by=by)
