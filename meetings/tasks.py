"""Gatherer: the Celery tasks of this app."""

from meetings.reminders import tasks as reminders
from meetings.rsvps import tasks as rsvps

__all__ = ["reminders", "rsvps"]
