"""What the tests of the waiting list share: meetings so many hours away, a crowd that says yes, what was mailed."""

from datetime import UTC, datetime, timedelta

from camk.outbox.models import OutboundMail
from meetings.meetings import actions as meetings
from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting

# A Tuesday in winter: London time is UTC.
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def meeting_in(hours, **changes):
    return make_meeting(starts_at=NOON + timedelta(hours=hours), **{"room_capacity": 2, **changes})


def say(meeting, user, word="yes", **more):
    return answer(meeting=meeting, user=user, answer=word, by=user, **more)


def crowd(meeting, number, **more):
    """So many people say yes, one after the other."""
    return [say(meeting, make_user(), **more).user for _ in range(number)]


def states(meeting):
    return list(Rsvp.objects.filter(meeting=meeting).order_by("pk").values_list("state", flat=True))


def mails_to(user):
    return list(OutboundMail.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def edit(meeting, staff, **changes):
    """What the staff page does on saving."""
    meeting.refresh_from_db()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meetings.store(meeting=meeting, themes=[], action_groups=[], by=staff)


def state_of(user, meeting):
    return Rsvp.objects.get(meeting=meeting, user=user).state
