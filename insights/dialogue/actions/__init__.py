"""Every write of this room, by verb."""

from insights.dialogue.actions.areas import assign_area, end_assignment
from insights.dialogue.actions.compiling import close_month, write_summary
from insights.dialogue.actions.hours import forget_who_spent, log_time, save_project, take_out_time
from insights.dialogue.actions.needs import add_reader, answer_need, remove_reader, write_need
from insights.dialogue.actions.notes import change_note, forget_words, note_dialogue, settle_promise, take_out_words
from insights.dialogue.actions.sending import approve_and_send, correct, hand_in, take_back_report, want_changes
from insights.dialogue.actions.voices import add_to_issue, become_issue, let_go_of_words

__all__ = [
    "add_reader",
    "add_to_issue",
    "answer_need",
    "approve_and_send",
    "assign_area",
    "become_issue",
    "change_note",
    "close_month",
    "correct",
    "end_assignment",
    "forget_who_spent",
    "forget_words",
    "hand_in",
    "let_go_of_words",
    "log_time",
    "note_dialogue",
    "remove_reader",
    "save_project",
    "settle_promise",
    "take_back_report",
    "take_out_time",
    "take_out_words",
    "want_changes",
    "write_need",
    "write_summary",
]
