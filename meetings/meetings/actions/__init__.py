"""Gatherer: what staff do with a meeting."""

from meetings.meetings.actions.calling_off import cancel, drop, pick_up, postpone, restore
from meetings.meetings.actions.changing import revise
from meetings.meetings.actions.planning import clone, move, publish, store

__all__ = [
    "cancel",
    "clone",
    "drop",
    "move",
    "pick_up",
    "postpone",
    "publish",
    "restore",
    "revise",
    "store",
]
