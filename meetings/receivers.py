"""Gatherer: what the rooms of this app do when a meeting changes."""

from meetings.connections import receivers as connections
from meetings.interests import receivers as interests
from meetings.introductions import receivers as introductions
from meetings.inviting import receivers as inviting
from meetings.programme import receivers as programme
from meetings.reminders import receivers as reminders
from meetings.rsvps import receivers as rsvps
from meetings.who_can_help import receivers as who_can_help

__all__ = ["connections", "interests", "introductions", "inviting", "programme", "reminders", "rsvps", "who_can_help"]
