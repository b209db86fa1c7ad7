"""Every write of the day itself, by verb."""

from meetings.day.actions.arriving import check_in, check_in_by_code, check_out, take_out_walk_in
from meetings.day.actions.doors import close_door_list, keep_list_as_lead, open_door_list
from meetings.day.actions.forgetting import FORGET_AFTER, FORGOTTEN, forget_walk_ins, with_names_to_forget
from meetings.day.actions.points import add_point, take_out_point
from meetings.day.actions.telling import run_late, tell_of_next
from meetings.day.actions.walking_in import key_in, walk_in

__all__ = [
    "FORGET_AFTER",
    "FORGOTTEN",
    "add_point",
    "check_in",
    "check_in_by_code",
    "check_out",
    "close_door_list",
    "forget_walk_ins",
    "keep_list_as_lead",
    "with_names_to_forget",
    "key_in",
    "open_door_list",
    "run_late",
    "take_out_point",
    "take_out_walk_in",
    "tell_of_next",
    "walk_in",
]
