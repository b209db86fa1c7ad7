"""Gatherer: the Celery tasks of this app."""

from meetings.connections import tasks as connections
from meetings.exchange import tasks as exchange
from meetings.introductions import tasks as introductions
from meetings.inviting import tasks as inviting
from meetings.outcomes import tasks as outcomes
from meetings.reminders import tasks as reminders
from meetings.rsvps import tasks as rsvps
from meetings.who_can_help import tasks as who_can_help

__all__ = [
    "connections",
    "exchange",
    "introductions",
    "inviting",
    "reminders",
    "rsvps",
    "who_can_help",
    "outcomes",
]
