"""Every write of the programme of a meeting."""

from meetings.programme.actions.agenda import add_part, add_parts, move_part, remove_part, store_part
from meetings.programme.actions.pairing import pair, take_apart
from meetings.programme.actions.speaking import (
    answer_as_speaker,
    ask_speaker,
    forget_needs,
    move_speaker,
    note_answer,
    remove_speaker,
    store_speaker,
    with_needs_to_forget,
)
from meetings.programme.actions.taking_up import (
    plan_proposed,
    take_up_question,
    take_up_speaker,
    take_up_topic,
)

__all__ = [
    "add_part",
    "add_parts",
    "answer_as_speaker",
    "ask_speaker",
    "forget_needs",
    "with_needs_to_forget",
    "move_part",
    "move_speaker",
    "note_answer",
    "pair",
    "plan_proposed",
    "remove_part",
    "remove_speaker",
    "store_part",
    "store_speaker",
    "take_apart",
    "take_up_question",
    "take_up_speaker",
    "take_up_topic",
]
