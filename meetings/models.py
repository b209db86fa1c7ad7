"""Gatherer: the models of meetings, answers and reminders."""

from meetings.meetings import models as meetings
from meetings.reminders import models as reminders
from meetings.rsvps import models as rsvps

__all__ = ["meetings", "reminders", "rsvps"]
