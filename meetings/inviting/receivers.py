"""What invitations do when their meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver

from meetings.inviting import actions
from meetings.meetings import signals


@receiver(signals.meeting_changed)
def invitations_follow(sender, meeting, change, by, **more):
    if change in (signals.MOVED, signals.PLACE, signals.CANCELLED, signals.POSTPONED):
        actions.take_back_unsent(meeting=meeting, by=by)
    if change in actions.TOLD and not more.get("quiet"):
        was = {name: more[name] for name in ("was_start", "was_place") if name in more}
        actions.tell_invited(meeting=meeting, change=change, **was, by=by)
