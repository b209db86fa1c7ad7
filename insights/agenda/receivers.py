"""What the issues on an agenda do when the meeting or their words change; runs inside the action that did it."""

from django.db.models import Exists
from django.dispatch import receiver

from insights.agenda.actions import let_go_of_words, return_parts, tell_now_public
from insights.agenda.models import AgendaIssue
from insights.issues.beside import stands_beside
from insights.issues.signals import words_put_back, words_removed
from meetings.meetings import signals

stands_beside("agenda", lambda issue: Exists(AgendaIssue.objects.filter(issue=issue)))


@receiver(signals.meeting_changed)
def issues_follow(sender, meeting, change, by, **more):
    if change == signals.PUBLISHED:
        tell_now_public(meeting=meeting, by=by)


@receiver(words_removed)
def agendas_let_go(sender, issues, by, **more):
    return let_go_of_words(issues=issues, by=by)


@receiver(words_put_back)
def agendas_take_back(sender, taken, by, **more):
    return_parts(taken=taken, by=by)
