"""How many asked for what, how soon we answered, whether it helped: by kind and by organisation, for one year."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from camk.hours import wall
from groups.enquiries.models import Enquiry, Kind

DEFINITION = (
    "Enquiries received from 1 April to 31 March, by whatever way they came. “In time” are those first answered by "
    "the day we promised, among those answered. “It helped” are those who said yes or partly, among those who said."
)


@dataclass(frozen=True)
class Line:
    """The counts of one kind, or of all."""

    label: str
    received: int
    answered: int
    in_time: int
    rated: int
    helped: int
    searches: int


@dataclass(frozen=True)
class Counts:
    """One year."""

    year: int
    lines: list[Line]
    total: Line
    organisations: list[tuple[str, int]]


def year_of(day: date) -> int:
    """The year, April to March, that a day lies in, by the year it begins in."""
    return day.year if day.month >= 4 else day.year - 1


def years(today: date) -> list[int]:
    """From the first enquiry to today, the newest first."""
    first = Enquiry.objects.order_by("received_at").values_list("received_at", flat=True).first()
    begin = year_of(timezone.localdate(first)) if first else year_of(today)
    return list(range(year_of(today), begin - 1, -1))


def span(year: int) -> tuple[datetime, datetime]:
    """From the first moment of April to the first of the next."""
    midnight = datetime.min.time()
    return wall(date(year, 4, 1), midnight), wall(date(year + 1, 4, 1), midnight)


def read(year: int, *, by_organisation: bool) -> Counts:
    """The counts of that year; which organisations asked only for those who may know."""
    begin, end = span(year)
    rows = Enquiry.objects.filter(received_at__gte=begin, received_at__lt=end).order_by()
    found = {row.pop("kind"): row for row in rows.values("kind").annotate(**_figures())}
    empty = dict.fromkeys(_figures(), 0)
    lines = [Line(label, **found.get(kind, empty)) for kind, label in Kind.choices]
    total = Line("All", **{name: sum(getattr(line, name) for line in lines) for name in empty})
    asked = rows.exclude(organisation=None).values_list("organisation__name").annotate(number=Count("pk"))
    named = list(asked.order_by("-number", "organisation__name")) if by_organisation else []
    return Counts(year, lines, total, named)


def _figures() -> dict:
    said = ~Q(helped="")
    return {
        "received": Count("pk"),
        "answered": Count("pk", filter=Q(answered_at__isnull=False)),
        "in_time": Count("pk", filter=Q(in_time=True)),
        "rated": Count("pk", filter=said),
        "helped": Count("pk", filter=Q(helped__in=[Enquiry.Helped.YES, Enquiry.Helped.PARTLY])),
        "searches": Count("pk", filter=Q(wants_search=True)),
    }
