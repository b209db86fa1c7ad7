"""Every write of this room, by verb."""

from insights.dialogue.actions.areas import assign_area, end_assignment
from insights.dialogue.actions.notes import change_note, note_dialogue, settle_promise, take_out_words
from insights.dialogue.actions.voices import add_to_issue, become_issue, let_go_of_words

__all__ = [
    "add_to_issue",
    "assign_area",
    "become_issue",
    "change_note",
    "end_assignment",
    "let_go_of_words",
    "note_dialogue",
    "settle_promise",
    "take_out_words",
]
