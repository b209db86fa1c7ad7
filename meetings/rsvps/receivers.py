"""What the answers do when their meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver

from meetings.meetings import signals
from meetings.rsvps.actions import changes


@receiver(signals.meeting_changed)
def answers_follow(sender, meeting, change, by, **more):
    if change in (signals.MOVED, signals.PLACE, signals.DETAILS):
        known = ("was_start", "was_place", "also", "quiet")
        changes.tell_changed(meeting=meeting, change=change, **{n: more[n] for n in known if n in more}, by=by)
    elif change == signals.PLACES:
        changes.fill_places(meeting=meeting, by=by)
    elif change == signals.CANCELLED:
        changes.end_answers(meeting=meeting, by=by)
    elif change == signals.POSTPONED:
        changes.tell_postponed(meeting=meeting, by=by)
    elif change == signals.RESTORED:
        changes.give_back_answers(meeting=meeting, by=by)
