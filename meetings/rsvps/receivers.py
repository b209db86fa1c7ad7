"""What the answers do when their meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver

from meetings.meetings import signals
from meetings.rsvps.actions import changes


@receiver(signals.meeting_changed)
def answers_follow(sender, meeting, change, by, was_start=None, was_place="", **more):
    if change == signals.MOVED:
        changes.tell_moved(meeting=meeting, was_start=was_start, by=by)
    elif change == signals.PLACE:
        changes.tell_place(meeting=meeting, was_place=was_place, by=by)
    elif change == signals.PLACES:
        changes.fill_places(meeting=meeting, by=by)
    elif change == signals.CANCELLED:
        changes.end_answers(meeting=meeting, by=by)
    elif change == signals.POSTPONED:
        changes.tell_postponed(meeting=meeting, by=by)
    elif change == signals.RESTORED:
        changes.give_back_answers(meeting=meeting, by=by)
