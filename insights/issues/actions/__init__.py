"""Every write of this room, by verb."""

from insights.issues.actions.finding import forget_wordings, read_the_unread, read_wordings
from insights.issues.actions.people import PURPOSE, people_behind, tell_the_people, told_link
from insights.issues.actions.redacting import redact_move, redact_voice
from insights.issues.actions.states import mark_pledged, mark_raised, mark_responded, mark_they_say_done
from insights.issues.actions.telling import (
    forget_draft,
    keep_photo,
    mark_alert_handled,
    raise_alert,
    safeguarding_people,
    tell,
)
from insights.issues.actions.voices import add_us_too, answer_question, confirm_done, withdraw_voice

__all__ = [
    "PURPOSE",
    "add_us_too",
    "answer_question",
    "confirm_done",
    "forget_draft",
    "forget_wordings",
    "keep_photo",
    "mark_alert_handled",
    "mark_pledged",
    "mark_raised",
    "mark_responded",
    "mark_they_say_done",
    "people_behind",
    "raise_alert",
    "read_the_unread",
    "read_wordings",
    "redact_move",
    "redact_voice",
    "safeguarding_people",
    "tell",
    "tell_the_people",
    "told_link",
    "withdraw_voice",
]
