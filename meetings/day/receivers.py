"""What is kept of the list at the door for how long."""

from camk.retention.rules import Rule, keep
from meetings.day.actions import forget_walk_ins, with_names_to_forget
from meetings.meetings.models import Meeting

keep(
    Rule(
        code="walk-ins",
        what="names of people who walked in and left no address",
        kept="3 months after the meeting",
        model=Meeting,
        due=with_names_to_forget,
        forget=forget_walk_ins,
    )
)
