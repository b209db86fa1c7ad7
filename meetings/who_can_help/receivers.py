"""What questions to the network do when a meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver

from meetings.meetings import signals
from meetings.who_can_help.actions.answering import tell_now_public


@receiver(signals.meeting_changed)
def questions_follow(sender, meeting, change, by, **more):
    if change == signals.PUBLISHED:
        tell_now_public(meeting=meeting, by=by)
