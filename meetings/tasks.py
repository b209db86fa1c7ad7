"""Gatherer: the Celery tasks of this app."""

from meetings.connections import tasks as connections
from meetings.day import tasks as day
from meetings.exchange import tasks as exchange
from meetings.introductions import tasks as introductions
from meetings.inviting import tasks as inviting
from meetings.outcomes import tasks as outcomes
from meetings.programme import tasks as programme
from meetings.reminders import tasks as reminders
from meetings.rsvps import tasks as rsvps
from meetings.taking_part import tasks as taking_part
from meetings.who_can_help import tasks as who_can_help

__all__ = [
    "connections",
    "day",
    "exchange",
    "introductions",
    "inviting",
    "programme",
    "reminders",
    "rsvps",
    "taking_part",
    "who_can_help",
    "outcomes",
]
