"""Staff keep the list of days on which meetings are better not held."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.clashes.models import DayToAvoid


@action
def save_day(*, day: DayToAvoid, by) -> None:
    """Warn of these days from now on."""
    if day.last_day < day.first_day:
        raise RuleBroken("The last day must not come before the first.")
    day.save()
    audit.record("day_to_avoid.saved", day, by=by, first=day.first_day, last=day.last_day)


@action
def forget_day(*, day: DayToAvoid, by) -> None:
    """Warn of them no more."""
    audit.record("day_to_avoid.forgotten", day, by=by, first=day.first_day, last=day.last_day)
    day.delete()
