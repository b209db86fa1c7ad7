"""What interest does when its meeting is published; runs inside the action that published it."""

from django.dispatch import receiver

from meetings.interests.actions import tell_anew, tell_interested
from meetings.interests.models import PlannedMeeting
from meetings.meetings import signals


@receiver(signals.meeting_changed)
def the_interested_hear(sender, meeting, change, by, quiet=False, **more):
    if quiet and change in (signals.MOVED, signals.PLACE):  # told, they hear like everybody who was invited
        tell_anew(meeting=meeting, by=by)
    elif change == signals.PUBLISHED and PlannedMeeting.objects.filter(meeting=meeting).exists():
        tell_interested(meeting=meeting, by=by)
