"""Gatherer: the staff pages of this app."""

from meetings.clashes import admin as clashes
from meetings.connections import admin as connections
from meetings.exchange import admin as exchange
from meetings.interests import admin as interests
from meetings.introductions import admin as introductions
from meetings.inviting import admin as inviting
from meetings.meetings import admin as meetings
from meetings.outcomes import admin as outcomes
from meetings.programme import admin as programme
from meetings.reminders import admin as reminders
from meetings.rsvps import admin as rsvps
from meetings.series import admin as series
from meetings.taking_part import admin as taking_part
from meetings.who_can_help import admin as who_can_help

__all__ = ["meetings", "clashes", "series", "rsvps", "programme", "interests", "outcomes", "reminders"]
__all__ += ["inviting", "taking_part", "connections", "introductions", "exchange", "who_can_help"]
