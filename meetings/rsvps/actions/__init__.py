"""Every write about answers: answering, the waiting list, what follows when a meeting changes, and the mails."""

from meetings.rsvps.actions.answering import (
    BIGGEST_PARTY,
    answer,
    answer_as_guest,
    answer_on_behalf,
    default_organisation,
)

__all__ = [
    "BIGGEST_PARTY",
    "answer",
    "answer_as_guest",
    "answer_on_behalf",
    "default_organisation",
]
