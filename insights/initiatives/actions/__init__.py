"""Every write of this room, by verb."""

from insights.initiatives.actions.assembly import (
    choose_answer,
    close_assembly,
    numbers_of,
    open_assembly,
    put_ask,
    set_turn_out,
    take_out_record,
    write_answer,
)
from insights.initiatives.actions.following import follow_promise
from insights.initiatives.actions.leading import add_leader, forget_leader, withdraw_leader
from insights.initiatives.actions.logging import change_conversation, forget_words, log_conversation, log_training
from insights.initiatives.actions.power import log_dealing, place_on_map
from insights.initiatives.actions.research import (
    close_ballot,
    count_hands,
    open_ballot,
    save_campaign,
    save_goal,
    tally_of,
    vote_of,
)
from insights.initiatives.actions.setting_up import (
    add_backer,
    add_member,
    add_organiser,
    copy_initiative,
    count_meeting,
    end_member,
    end_organiser,
    save_initiative,
    set_published,
    set_seats,
    set_targets,
    write_note,
)

__all__ = [
    "take_out_record",
    "add_backer",
    "add_leader",
    "forget_leader",
    "add_member",
    "add_organiser",
    "change_conversation",
    "choose_answer",
    "close_assembly",
    "close_ballot",
    "copy_initiative",
    "count_hands",
    "count_meeting",
    "end_member",
    "end_organiser",
    "follow_promise",
    "forget_words",
    "log_conversation",
    "log_dealing",
    "log_training",
    "numbers_of",
    "open_assembly",
    "open_ballot",
    "place_on_map",
    "put_ask",
    "save_campaign",
    "save_goal",
    "save_initiative",
    "set_published",
    "set_seats",
    "set_targets",
    "set_turn_out",
    "tally_of",
    "vote_of",
    "withdraw_leader",
    "write_answer",
    "write_note",
]
