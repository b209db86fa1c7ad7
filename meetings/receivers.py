"""Gatherer: what the rooms of this app do when a meeting changes."""

from meetings.reminders import receivers as reminders
from meetings.rsvps import receivers as rsvps

__all__ = ["reminders", "rsvps"]
