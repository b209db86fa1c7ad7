"""Gatherer: what the rooms of this app do when a meeting changes."""

from meetings.connections import receivers as connections
from meetings.day import receivers as day
from meetings.interests import receivers as interests
from meetings.introductions import receivers as introductions
from meetings.inviting import receivers as inviting
from meetings.programme import receivers as programme
from meetings.reminders import receivers as reminders
from meetings.rsvps import receivers as rsvps
from meetings.taking_part import receivers as taking_part
from meetings.who_can_help import receivers as who_can_help

__all__ = ["connections", "interests", "introductions", "inviting", "programme", "reminders", "rsvps", "who_can_help"]
__all__ += ["day", "taking_part"]
