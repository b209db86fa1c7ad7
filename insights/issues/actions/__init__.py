"""Every write of this room, by verb."""

from insights.issues.actions.people import PURPOSE, people_behind, tell_the_people, told_link
from insights.issues.actions.states import mark_pledged, mark_raised, mark_responded, mark_they_say_done
from insights.issues.actions.telling import forget_draft, keep_photo, mark_alert_handled, raise_alert, tell
from insights.issues.actions.voices import add_us_too, answer_question, confirm_done, withdraw_voice

__all__ = [
    "PURPOSE",
    "add_us_too",
    "answer_question",
    "confirm_done",
    "forget_draft",
    "keep_photo",
    "mark_alert_handled",
    "mark_pledged",
    "mark_raised",
    "mark_responded",
    "mark_they_say_done",
    "people_behind",
    "raise_alert",
    "tell",
    "tell_the_people",
    "told_link",
    "withdraw_voice",
]
