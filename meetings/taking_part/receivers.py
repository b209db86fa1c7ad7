"""What is kept of what people need to take part for how long."""

from camk.retention.rules import Rule, keep
from meetings.meetings.models import Meeting
from meetings.taking_part.actions import forget_needs, with_needs_to_forget

keep(
    Rule(
        code="needs",
        what="what would help people take part, and who comes with them",
        kept="3 months after the meeting",
        model=Meeting,
        due=with_needs_to_forget,
        forget=forget_needs,
        tied=("rsvps", "rsvps__user"),
    )
)
