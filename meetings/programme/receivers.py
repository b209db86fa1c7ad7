"""What the programme does when its meeting changes, inside the action that changed it; what of it goes when."""

from django.dispatch import receiver

from camk.retention.rules import Rule, keep
from meetings.meetings import signals
from meetings.meetings.models import Speaker
from meetings.programme.actions import forget_needs, with_needs_to_forget
from meetings.programme.actions.news import tell_speakers
from meetings.programme.actions.taking_up import tell_now_public
from meetings.rsvps import receivers as answers_first  # noqa: F401 - who comes hears of it as somebody who comes

NEWS = (signals.MOVED, signals.PLACE, signals.CANCELLED, signals.POSTPONED, signals.RESTORED)


@receiver(signals.meeting_changed)
def programme_follows(sender, meeting, change, by, quiet=False, was_start=None, was_place="", **more):
    if change == signals.PUBLISHED:
        tell_now_public(meeting=meeting, by=by)
    elif change in NEWS and not quiet:
        tell_speakers(meeting=meeting, change=change, was_start=was_start, was_place=was_place, by=by)


keep(
    Rule(
        code="speakers",
        what="what speakers needed on the day",
        kept="30 days after the meeting",
        model=Speaker,
        due=with_needs_to_forget,
        forget=forget_needs,
        tied=("meeting", "user"),
    )
)
