"""Staff keep the list of days on which meetings are better not held."""

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.clashes.models import DayToAvoid
from meetings.clashes.terms import Span


@action
def save_day(*, day: DayToAvoid, by) -> None:
    """Warn of these days from now on."""
    if day.last_day < day.first_day:
        raise RuleBroken("The last day must not come before the first.")
    day.save()
    audit.record("day_to_avoid.saved", day, by=by, first=day.first_day, last=day.last_day)


@action
def save_days(*, spans: list[Span], source: str, by) -> int:
    """A year's school holidays at once; what stands on the list already is left out. Returns how many are new."""
    new = 0
    for span in spans:
        if DayToAvoid.objects.filter(first_day=span.first, last_day=span.last).exists():
            continue
        save_day(day=DayToAvoid(label=span.label, first_day=span.first, last_day=span.last, source=source), by=by)
        new += 1
    return new


@action
def forget_day(*, day: DayToAvoid, by) -> None:
    """Warn of them no more."""
    audit.record("day_to_avoid.forgotten", day, by=by, first=day.first_day, last=day.last_day)
    day.delete()
