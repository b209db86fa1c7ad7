"""The two clocks of triage, in working days: a first look, then a decision (decisions.md 10).

A question to the people behind an issue stops the clock; with their answer it starts anew. What is taken on,
parked or ended has no clock of ours.
"""

from datetime import date, datetime

from camk.details import site_details
from camk.hours import LONDON, working_day_after
from insights.issues.states import IssueState

S = IssueState


def day_of(moment: datetime) -> date:
    """The day in London."""
    return moment.astimezone(LONDON).date()


def next_due(*, old: str, new: str, at: datetime, told_at: datetime, due: date | None) -> date | None:
    """By which day staff take the next step once an issue came from `old` to `new`; None when none is due.

    `told_at` is when it was told us, `due` the day that stood so far.
    """
    details = site_details()
    if new == S.SUBMITTED:
        return working_day_after(day_of(told_at), details.first_look_days)
    if new == S.REOPENED or (new == S.SCREENING and old == S.NEEDS_INFORMATION):
        return working_day_after(day_of(at), details.first_look_days)
    if new == S.SCREENING or (new == S.IN_REVIEW and old == S.NEW):
        return due
    if new == S.NEW or (new == S.IN_REVIEW and old == S.SCREENING):
        return working_day_after(day_of(told_at), details.decision_days)
    if new == S.IN_REVIEW:  # back from a question, from watching, from the end or from a joining
        return working_day_after(day_of(at), details.decision_days)
    return None
