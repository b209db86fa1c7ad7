"""A series is made from one meeting, published as a whole, and goes on for longer."""

from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.addresses import free_slug
from camk.details import site_details
from camk.errors import RuleBroken
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.series.dates import days_of, on_day
from meetings.series.models import WHEN, Occurrence, Series
from meetings.series.one_mail import one_mail_each

MOST = 60  # meetings of one series, so that a slip of the finger makes no thousand
LONGEST = timedelta(days=366 * 2)


class Days(NamedTuple):
    """The days a series will have, and those it leaves out, with the name of the bank holiday."""

    kept: list[date]
    left_out: list[tuple[date, str]]


def days_until(first: date, every: str, last_day: date, *, skip_holidays: bool, after: date) -> Days:
    """The days of the rhythm after `after` up to and with the last day."""
    days = [day for day in takewhile(lambda day: day <= last_day, days_of(first, every)) if day > after]
    off = site_details().days_off
    left_out = [(day, off[day.isoformat()]) for day in days if day.isoformat() in off]
    if not skip_holidays:
        return Days(days, [])
    return Days([day for day in days if day.isoformat() not in off], left_out)


@action
def make(*, meeting: Meeting, every: str, last_day: date, skip_holidays: bool, publish: bool, by) -> Series:
    """Let a meeting come again: each new one is a meeting of its own, a draft unless it is published at once."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("venue").get(pk=meeting.pk)
    if Occurrence.objects.filter(meeting=meeting).exists():
        raise RuleBroken("It belongs to a series already. Add more dates there.")
    if meeting.starts_at <= timezone.now() or meeting.state not in (Meeting.State.DRAFT, Meeting.State.PUBLISHED):
        raise RuleBroken("A series begins with a meeting that is still to come.")
    first = meeting.starts_at.astimezone(ZoneInfo(meeting.tz)).date()
    series = Series.objects.create(
        title=meeting.title, slug=free_slug(Series, meeting.title), every=every, first_day=first, created_by=by
    )
    Occurrence.objects.create(series=series, meeting=meeting, day=first)
    if publish and meeting.state == Meeting.State.DRAFT:
        meetings.publish(meeting=meeting, by=by)
    days = days_until(first, every, last_day, skip_holidays=skip_holidays, after=first)
    _add(series, meeting, days.kept, publish=publish, by=by)
    audit.record("series.made", series, by=by, every=every, meetings=len(days.kept) + 1)
    return series


@action
def extend(*, series: Series, last_day: date, skip_holidays: bool, publish: bool, by) -> int:
    """More dates in the same rhythm, like the last meeting that was not changed alone; returns how many."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    rows = list(series.occurrences.select_related("meeting__venue").order_by("-day"))
    model = next((row for row in rows if WHEN not in row.own), rows[0])
    zone = ZoneInfo(model.meeting.tz)
    after = max(day for row in rows for day in (row.day, row.meeting.starts_at.astimezone(zone).date()))
    days = days_until(series.first_day, series.every, last_day, skip_holidays=skip_holidays, after=after)
    _add(series, model.meeting, days.kept, publish=publish, by=by, standing=len(rows))
    audit.record("series.extended", series, by=by, meetings=len(days.kept))
    return len(days.kept)


@action
def publish_drafts(*, series: Series, by) -> int:
    """Show all its drafts that are still to come; returns how many."""
    drafts = Meeting.objects.filter(occurrence__series=series, state=Meeting.State.DRAFT).upcoming()
    drafts = list(drafts.order_by("starts_at"))
    if not drafts:
        raise RuleBroken("It has no draft that is still to come.")
    with one_mail_each():
        for meeting in drafts:
            meetings.publish(meeting=meeting, by=by)
    return len(drafts)


def _add(series: Series, model: Meeting, days: list[date], *, publish: bool, by, standing: int = 1) -> None:
    if not days:
        raise RuleBroken("There is no further date up to that day.")
    if days[-1] - timezone.localdate() > LONGEST:
        raise RuleBroken("Two years ahead at most. More dates can be added later.")
    if len(days) + standing > MOST:
        raise RuleBroken(f"These would be {len(days) + standing} meetings. A series has {MOST} at most.")
    zone = ZoneInfo(model.tz)
    for day in days:
        starts_at, ends_at = on_day(model.starts_at, model.ends_at, day, zone)
        made = meetings.clone(meeting=model, starts_at=starts_at, ends_at=ends_at, by=by)
        Occurrence.objects.create(series=series, meeting=made, day=day)
        if publish:
            meetings.publish(meeting=made, by=by)
