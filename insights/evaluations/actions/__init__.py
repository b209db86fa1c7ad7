"""Every write of this room, by verb."""

from insights.evaluations.actions.library import publish_evaluation, save_evaluation, take_down_evaluation
from insights.evaluations.actions.reviewing import (
    answer_review,
    close_review,
    forget_words,
    nudge_organisers,
    open_review,
    take_out_answer,
)
from insights.evaluations.actions.sharing import end_access, give_access, note_export, plan_sharing, went_out

__all__ = [
    "answer_review",
    "close_review",
    "end_access",
    "forget_words",
    "give_access",
    "note_export",
    "nudge_organisers",
    "open_review",
    "plan_sharing",
    "publish_evaluation",
    "save_evaluation",
    "take_down_evaluation",
    "take_out_answer",
    "went_out",
]
