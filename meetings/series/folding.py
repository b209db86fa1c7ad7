"""In a list a series stands once: by its next date, which says how many more there are and leads to them all."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from camk.questions import counted
from meetings.meetings.models import Meeting
from meetings.series.dates import in_words

GOES_AHEAD = Meeting.State.PUBLISHED


class More(NamedTuple):
    """The dates of its series behind a meeting: plain values, to be drawn."""

    number: int  # of those that go ahead; 0 beside a date that is called off
    rhythm: str
    until: datetime | None
    slug: str


def folded(coming: QuerySet) -> QuerySet:
    """Of coming meetings those of no series, and of each series its next date.

    A date that is called off takes nobody's place: the next one that goes ahead stands beside it.
    """
    before = coming.order_by().filter(
        Q(state=GOES_AHEAD) | Q(state=OuterRef("state")),
        occurrence__series=OuterRef("occurrence__series"),
        starts_at__lt=OuterRef("starts_at"),
    )
    # What is of no series is not looked up: SQLite would read all that comes before it, for each row.
    return coming.filter(Q(occurrence__isnull=True) | ~Exists(before))


def with_more(meetings: QuerySet) -> QuerySet:
    """Each with what `more_of` needs, in the same statement."""
    later = Meeting.objects.going_ahead().order_by()
    later = later.filter(occurrence__series=OuterRef("occurrence__series"), starts_at__gt=OuterRef("starts_at"))

    def of_series(found: QuerySet) -> Case:
        """Looked for only where there is a series: most meetings stand alone."""
        return Case(When(occurrence__isnull=False, then=Subquery(found)))

    return meetings.annotate(
        more=of_series(counted(later).values("n")),
        until=of_series(later.order_by("-starts_at").values("starts_at")[:1]),
        series_slug=F("occurrence__series__slug"),
        series_every=F("occurrence__series__every"),
        series_first_day=F("occurrence__series__first_day"),
    )


def more_of(meeting: Meeting) -> More | None:
    """What stands below a meeting that was read `with_more`; None where there is nothing more."""
    slug, number = getattr(meeting, "series_slug", None), getattr(meeting, "more", None)
    if not slug or not number:
        return None
    rhythm = in_words(meeting.series_first_day, meeting.series_every)
    called_off = meeting.state != GOES_AHEAD
    return More(0 if called_off else number, rhythm[0].lower() + rhythm[1:], meeting.until, slug)
