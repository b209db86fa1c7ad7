"""What this room does when a meeting is written up, or an issue is sealed; runs inside the action that did it."""

from django.db.models import Exists
from django.dispatch import receiver

from insights.discussions.actions import forget_discussions, remember_discussions, tell_of_record
from insights.discussions.models import Discussion
from insights.issues.beside import stands_beside
from insights.issues.signals import SEALED, words_put_back, words_removed
from meetings.outcomes.signals import record_published

stands_beside("discussions", lambda issue: Exists(Discussion.objects.filter(issue=issue)))


@receiver(record_published)
def people_are_told(sender, meeting, by, **more):
    tell_of_record(meeting=meeting, by=by)


@receiver(words_removed)
def discussions_let_go(sender, issues, why, by, **more):
    return forget_discussions(issues=issues, by=by) if why == SEALED else []


@receiver(words_put_back)
def discussions_take_back(sender, taken, by, **more):
    remember_discussions(taken=taken, by=by)
