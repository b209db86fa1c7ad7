"""Every write of this room, by verb."""

from insights.initiatives.actions.logging import change_conversation, log_conversation, log_training
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
    "add_backer",
    "add_member",
    "add_organiser",
    "change_conversation",
    "close_ballot",
    "copy_initiative",
    "count_hands",
    "count_meeting",
    "end_member",
    "end_organiser",
    "log_conversation",
    "log_training",
    "open_ballot",
    "save_campaign",
    "save_goal",
    "save_initiative",
    "set_published",
    "set_seats",
    "set_targets",
    "tally_of",
    "vote_of",
    "write_note",
]
