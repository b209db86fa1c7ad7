"""What the reminders do when a meeting changes; runs inside the action that changed it."""

from django.dispatch import receiver
from django.utils import timezone

from meetings.meetings import signals
from meetings.reminders import actions
from meetings.rsvps import receivers as answers_first  # noqa: F401 - answers are given back before reminders look


@receiver(signals.meeting_changed)
def reminders_follow(sender, meeting, change, by, source=None, **more):
    if change in (signals.MOVED, signals.CANCELLED, signals.POSTPONED):
        actions.withdraw_reminders(meeting=meeting, by=by)
    if change in (signals.MOVED, signals.RESTORED):
        actions.stand_in(meeting=meeting, now=timezone.now(), by=by)
    if change == signals.COPIED:
        actions.copy_rules(source=source, meeting=meeting, by=by)
