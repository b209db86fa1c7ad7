"""Who came to meetings, for whom it was the first time, and which organisations got to know each other."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from groups.organisations.models import Organisation
from insights.figures.periods import DAY, Period, bounds, start_of, within
from insights.figures.scope import Scope
from meetings.connections.models import Connection
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp


class Came(NamedTuple):
    """Meetings that were held, people, organisations, and organisations that came for the first time."""

    meetings: int
    people: int
    organisations: int
    first: int
    meetings_before: int
    people_before: int
    organisations_before: int
    first_before: int


class Held(NamedTuple):
    """Meetings that were held, people who came, organisations they came for."""

    meetings: int
    people: int
    organisations: int
    walked_organisations: int  # of these, those only a walk-in came for


class Ties(NamedTuple):
    """New ties between two organisations, how many of those work together today, how many cross sectors."""

    new: int
    together: int
    before: int
    across: int
    across_before: int


def _attended() -> QuerySet:
    return Rsvp.objects.filter(attendance=Rsvp.Attendance.ATTENDED, meeting__state=Meeting.State.PUBLISHED).order_by()


def _walked_in() -> QuerySet:
    return Arrival.objects.walked_in().filter(meeting__state=Meeting.State.PUBLISHED).order_by()


def _came_before(start: datetime) -> Q:
    """Whether an organisation had been at a meeting before then, however it came in."""
    earlier = {"organisation": OuterRef("pk"), "meeting__starts_at__lt": start}
    return Q(Exists(_attended().filter(**earlier))) | Q(Exists(_walked_in().filter(**earlier)))


def came(scope: Scope, before: Period, until: date) -> Came:
    """Counted as the page of one meeting counts (meetings/day/figures.py), over all meetings of the time."""
    now = bounds(scope.period)
    then = start_of(before.first_day), start_of(until + DAY)
    return Came(*_came(scope, *now), *_came(scope, *then))


def _came(scope: Scope, start: datetime, end: datetime) -> tuple[int, int, int, int]:
    rows, walked, found = _held(scope, within("meeting__starts_at", start, end))
    there = Q(pk__in=rows.values("organisation"))
    if found.walked_organisations:
        there |= Q(pk__in=walked.filter(is_other=True).values("organisation"))
    # Asked of each organisation once, not of each of its people.
    first = Organisation.objects.filter(there).exclude(_came_before(start)).count()
    return found.meetings, found.people, found.organisations, first


def held(scope: Scope) -> Held:
    """Meetings, people and organisations in the time of the scope, whatever was before."""
    return _held(scope, within("meeting__starts_at", *bounds(scope.period)))[2]


def held_meetings(scope: Scope, rows: QuerySet) -> QuerySet:
    """The meetings of the time to which somebody came."""
    here = {"meeting": OuterRef("pk")}
    rows = scope.of_programme(rows, "programme").filter(within("starts_at", *bounds(scope.period)))
    return rows.filter(Exists(_attended().filter(**here)) | Exists(_walked_in().filter(**here)))


def _held(scope: Scope, then: Q) -> tuple[QuerySet, QuerySet, Held]:
    """Answers of those who came, walk-ins, and both counted: each meeting and organisation once."""
    rows = scope.of_meetings(_attended().filter(then), "meeting")
    walked = scope.of_meetings(_walked_in().filter(then), "meeting")
    found = rows.aggregate(
        meetings=Count("meeting", distinct=True),
        people=Sum(Coalesce(F("arrival__people"), F("party_size"))),
        organisations=Count("organisation", distinct=True),
    )
    theirs = rows.filter(organisation=OuterRef("organisation"))
    walked = walked.annotate(
        is_alone=~Exists(rows.filter(meeting=OuterRef("meeting"))),
        is_other=Case(When(organisation__isnull=False, then=~Exists(theirs)), default=Value(False)),
    )
    more = walked.aggregate(
        meetings=Count("meeting", distinct=True, filter=Q(is_alone=True)),
        people=Sum("people"),
        organisations=Count("organisation", distinct=True, filter=Q(is_other=True)),
    )
    meetings, organisations = found["meetings"] + more["meetings"], found["organisations"] + more["organisations"]
    people = (found["people"] or 0) + (more["people"] or 0)
    return rows, walked, Held(meetings, people, organisations, more["organisations"])


def tied(scope: Scope, rows: QuerySet) -> QuerySet:
    """The pairs that met in the time."""
    rows = scope.of_programme(rows, "meeting__programme")
    return rows.filter(within("tied_at", *bounds(scope.period)))


def ties(scope: Scope, before: Period, until: date) -> Ties:
    """By the day two organisations met; of a programme: those that came from one of its meetings."""
    rows = scope.of_programme(Connection.objects.ties(), "meeting__programme").order_by()
    now = within("tied_at", *bounds(scope.period))
    then = within("tied_at", start_of(before.first_day), start_of(until + DAY))
    across = Q(low__kind__isnull=False, high__kind__isnull=False) & ~Q(low__kind__sector=F("high__kind__sector"))
    found = rows.filter(now | then).aggregate(
        new=Count("pk", filter=now),
        together=Count("pk", filter=now & Q(state=Connection.State.JOINT_WORK)),
        before=Count("pk", filter=then),
        across=Count("pk", filter=now & across),
        across_before=Count("pk", filter=then & across),
    )
    return Ties(**found)
