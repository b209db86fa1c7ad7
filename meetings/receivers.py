"""Gatherer: what the rooms of this app do when a meeting changes."""

from meetings.connections import receivers as connections
from meetings.introductions import receivers as introductions
from meetings.reminders import receivers as reminders
from meetings.rsvps import receivers as rsvps

__all__ = ["connections", "introductions", "reminders", "rsvps"]
