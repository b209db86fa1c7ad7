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
    park,
    redirect_to,
    reopen,
)
from insights.triage.actions.joining import join, undo_join
from insights.triage.actions.releasing import release, withdraw_release

__all__ = [
    "accept",
    "answer",
    "ask",
    "assign",
    "classify",
    "close",
    "decline",
    "join",
    "look_at",
    "mark_for_report",
    "park",
    "redirect_to",
    "release",
    "reopen",
    "undo_join",
    "withdraw_release",
]
