"""Gatherer: the models of meetings, answers and reminders."""

from meetings.connections import models as connections
from meetings.introductions import models as introductions
from meetings.meetings import models as meetings
from meetings.reminders import models as reminders
from meetings.rsvps import models as rsvps

__all__ = ["connections", "introductions", "meetings", "reminders", "rsvps"]
