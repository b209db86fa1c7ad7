"""Gatherer: the models of meetings, answers and reminders."""

from meetings.clashes import models as clashes
from meetings.connections import models as connections
from meetings.day import models as day
from meetings.exchange import models as exchange
from meetings.interests import models as interests
from meetings.introductions import models as introductions
from meetings.inviting import models as inviting
from meetings.meetings import models as meetings
from meetings.outcomes import models as outcomes
from meetings.programme import models as programme
from meetings.reminders import models as reminders
from meetings.rsvps import models as rsvps
from meetings.series import models as series
from meetings.taking_part import models as taking_part
from meetings.who_can_help import models as who_can_help

__all__ = [
    "clashes",
    "connections",
    "day",
    "exchange",
    "interests",
    "introductions",
    "inviting",
    "meetings",
    "outcomes",
    "programme",
    "reminders",
    "rsvps",
    "series",
    "taking_part",
    "who_can_help",
]
