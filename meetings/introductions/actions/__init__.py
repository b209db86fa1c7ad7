"""Every write of introductions: suggesting, answering, following up."""

from meetings.introductions.actions.answering import answer, tell_what_came
from meetings.introductions.actions.following import ask_what_came, chase, close_dead, lapse
from meetings.introductions.actions.suggesting import (
    dismiss,
    open_introduction,
    propose,
    take_back,
    write_suggestions,
)

__all__ = [
    "answer",
    "ask_what_came",
    "chase",
    "close_dead",
    "dismiss",
    "lapse",
    "open_introduction",
    "propose",
    "take_back",
    "tell_what_came",
    "write_suggestions",
]
