"""Which months of which areas are closed: the calendar of the monthly reports, by the London day."""

from datetime import date, timedelta

from camk.hours import working_day_after
from groups.places.models import Place
from insights.dialogue.models import AreaAssignment, Dialogue, DialogueReport, last_day, open_since

# A portal that stood still for longer starts anew with the last months.
MONTHS_BACK = 3


def month_before(month: date) -> date:
    """The first day of the month before the one that begins on `month`."""
    return (month - timedelta(days=1)).replace(day=1)


def months_up_to(month: date, number: int) -> list[date]:
    """So many months, oldest first; the last is the one that begins on `month`."""
    months = [month]
    while len(months) < number:
        months.insert(0, month_before(months[0]))
    return months


def months_to_close(today: date) -> list[date]:
    """The months whose reports are due, oldest first; the last one from the first working day after it on."""
    last = month_before(today.replace(day=1))
    if today < working_day_after(last_day(last), 1):
        last = month_before(last)
    return months_up_to(last, MONTHS_BACK)


def areas_in(month: date):
    """Where somebody worked, on one day at least, or something was noted in the month."""
    held = AreaAssignment.objects.between(month, last_day(month)).order_by().values("place")
    noted = Dialogue.objects.filter(is_addendum=False).in_month(month.year, month.month).order_by().values("area")
    return Place.objects.filter(pk__in=held) | Place.objects.filter(pk__in=noted)


def areas_to_close(month: date, today: date):
    """Those without a report yet; while the month can be mended all of them, for notes come and go."""
    areas = areas_in(month)
    if month >= open_since(today):
        return areas
    return areas.exclude(pk__in=DialogueReport.objects.filter(month=month).values("area"))
