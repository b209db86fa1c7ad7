"""Every write of this room, by verb."""

from insights.issues.actions.finding import forget_wordings, read_again, read_the_unread, read_wordings
from insights.issues.actions.following import follow, stop_following
from insights.issues.actions.listing import list_again, list_all, mend_the_list
from insights.issues.actions.people import PURPOSE, people_behind, tell_the_desk, tell_the_people, told_link
from insights.issues.actions.redacting import forget_copies, redact_evidence, redact_move, redact_voice
from insights.issues.actions.returning import return_words
from insights.issues.actions.states import mark_pledged, mark_raised, mark_responded, mark_they_say_done
from insights.issues.actions.telling import (
    forget_draft,
    forget_old_drafts,
    keep_file,
    mark_alert_handled,
    old_drafts,
    raise_alert,
    safeguarding_people,
    send_draft,
    tell,
)
from insights.issues.actions.voices import (
    add_evidence,
    add_us_too,
    answer_question,
    change_consents,
    confirm_done,
    forget_evidence,
    note_silence,
    say_it_is_back,
    withdraw_voice,
)

__all__ = [
    "PURPOSE",
    "add_evidence",
    "add_us_too",
    "answer_question",
    "change_consents",
    "confirm_done",
    "follow",
    "forget_copies",
    "forget_draft",
    "forget_evidence",
    "forget_old_drafts",
    "old_drafts",
    "forget_wordings",
    "list_again",
    "list_all",
    "mend_the_list",
    "keep_file",
    "mark_alert_handled",
    "mark_pledged",
    "mark_raised",
    "mark_responded",
    "mark_they_say_done",
    "note_silence",
    "people_behind",
    "raise_alert",
    "read_again",
    "read_the_unread",
    "read_wordings",
    "redact_evidence",
    "redact_move",
    "redact_voice",
    "return_words",
    "safeguarding_people",
    "say_it_is_back",
    "stop_following",
    "send_draft",
    "tell",
    "tell_the_desk",
    "tell_the_people",
    "told_link",
    "withdraw_voice",
]
