"""Every write of triage, by verb."""

from insights.triage.actions.deciding import (
    accept,
    answer,
    ask,
    assign,
    classify,
    close,
    decline,
    look_at,
    mark_for_report,
    redirect_to,
    reopen,
)
from insights.triage.actions.desk import (
    add_note,
    check,
    drop_who_can_act,
    name_who_can_act,
    take_place,
    take_theme,
    tell_apart,
    watch,
)
from insights.triage.actions.joining import join, undo_join
from insights.triage.actions.keying import key_in, key_in_us_too
from insights.triage.actions.letting_go import let_go_of_words
from insights.triage.actions.objecting import keep_together, object_to_joining
from insights.triage.actions.parking import note_growth, park, wake_parked
from insights.triage.actions.redacting import redact_beside
from insights.triage.actions.releasing import hide_own_words, release, withdraw_release
from insights.triage.actions.saying import How
from insights.triage.actions.splitting import split
from insights.triage.actions.undoing import last_decision, undo_decision, waiting

__all__ = [
    "How",
    "accept",
    "add_note",
    "answer",
    "ask",
    "assign",
    "check",
    "classify",
    "close",
    "decline",
    "drop_who_can_act",
    "hide_own_words",
    "join",
    "keep_together",
    "key_in",
    "key_in_us_too",
    "last_decision",
    "let_go_of_words",
    "look_at",
    "mark_for_report",
    "name_who_can_act",
    "note_growth",
    "object_to_joining",
    "park",
    "redact_beside",
    "redirect_to",
    "release",
    "reopen",
    "split",
    "take_place",
    "take_theme",
    "tell_apart",
    "undo_decision",
    "undo_join",
    "waiting",
    "wake_parked",
    "watch",
    "withdraw_release",
]
