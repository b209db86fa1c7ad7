"""Makers of meetings and answers for tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from groups.places.models import Venue
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from meetings.series.models import Occurrence, Series
from tests.guard import factory

_number = count(1)


@factory
def make_venue(**changes):
    values = {"name": f"Hall {next(_number)}", "address": "1 High Street", "postcode": "MK9 3EJ"}
    return Venue.objects.create(**values | changes)


@factory
def make_meeting(**changes):
    """A published meeting in a room, two weeks from now, two hours long, without a limit."""
    title = changes.pop("title", None) or f"Meeting {next(_number)}"
    starts_at = changes.pop("starts_at", None) or timezone.now() + timedelta(days=14)
    values = {
        "title": title,
        "slug": slugify(title),
        "state": Meeting.State.PUBLISHED,
        "starts_at": starts_at,
        "ends_at": changes.pop("ends_at", None) or starts_at + timedelta(hours=2),
    }
    action_groups, themes = changes.pop("action_groups", []), changes.pop("themes", [])
    meeting = Meeting.objects.create(**values | changes)
    meeting.action_groups.set(action_groups)
    meeting.themes.set(themes)
    return meeting


@factory
def make_rsvp(*, meeting, user, **changes):
    """Somebody who is going on their own."""
    return Rsvp.objects.create(meeting=meeting, user=user, **{"state": "yes", **changes})


@factory
def make_series(*meetings, **changes):
    """A weekly series of these meetings."""
    first = timezone.localtime(meetings[0].starts_at).date()
    values = {"title": meetings[0].title, "every": "week", "first_day": first} | changes
    series = Series.objects.create(slug=slugify(values["title"]), **values)
    for number, meeting in enumerate(meetings):
        Occurrence.objects.create(series=series, meeting=meeting, day=first + timedelta(days=7 * number))
    return series
