"""Every write of questions to the network."""

from meetings.who_can_help.actions.answering import (
    answer_by_office,
    assign,
    can_help,
    close,
    not_for_us,
    put_on_agenda,
    tell_whether_it_helped,
)
from meetings.who_can_help.actions.asking import ask, confirm, hold_for_guest
from meetings.who_can_help.actions.following import ask_back, pass_on

__all__ = [
    "answer_by_office",
    "ask",
    "ask_back",
    "assign",
    "can_help",
    "close",
    "confirm",
    "hold_for_guest",
    "not_for_us",
    "pass_on",
    "put_on_agenda",
    "tell_whether_it_helped",
]
