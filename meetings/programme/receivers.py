"""What the programme does when its meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver

from meetings.meetings import signals
from meetings.programme.actions.taking_up import tell_now_public


@receiver(signals.meeting_changed)
def programme_follows(sender, meeting, change, by, **more):
    if change == signals.PUBLISHED:
        tell_now_public(meeting=meeting, by=by)
