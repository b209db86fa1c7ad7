"""A change of one meeting goes on to others of its series: only what was changed, and not where it is its own.

Meetings that have begun or are called off are left as they are.
"""

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.meetings.telling import TIME_FIELDS, fields_changed
from meetings.series.dates import on_day
from meetings.series.models import WHEN, Occurrence, Scope

LISTS = ("themes", "action_groups")
LIVE = (Meeting.State.DRAFT, Meeting.State.PUBLISHED)


class AsItWas(NamedTuple):
    """A meeting before it was changed, with its lists."""

    meeting: Meeting
    themes: set
    action_groups: set


class Spread(NamedTuple):
    """The other meetings that a change went on to, and those that keep their own."""

    changed: list[Meeting]
    kept: list[Meeting]


def as_it_is(meeting: Meeting) -> AsItWas:
    """To be taken before the meeting is changed."""
    fresh = Meeting.objects.select_related("venue").get(pk=meeting.pk)
    return AsItWas(fresh, set(fresh.themes.all()), set(fresh.action_groups.all()))


@action
def follow(*, before: AsItWas, scope: str, tell_people: bool | None = None, by) -> Spread:
    """The meeting has been changed and stored: note what is its own now, or let the others follow."""
    after = as_it_is(before.meeting)
    occurrence = Occurrence.objects.select_for_update(of=("self",)).get(meeting=before.meeting)
    names = _names(before, after)
    alone = scope == Scope.THIS
    occurrence.own = sorted({*occurrence.own, *names} if alone else {*occurrence.own} - {*names})
    occurrence.save(update_fields=["own"])
    if alone or not names:
        return Spread([], [])
    others = list(others_of(occurrence, before.meeting, scope))
    spread = Spread([], [])
    for other in others:
        wanted = [name for name in names if name not in other.own]
        if wanted:
            _let_follow(other, before, after, wanted, tell_people=tell_people, by=by)
        (spread.changed if wanted else spread.kept).append(other.meeting)
    _change_series(occurrence.series, before.meeting, after.meeting, names)
    told = {"scope": scope, "fields": names, "changed": len(spread.changed), "kept": len(spread.kept)}
    audit.record("series.changed", occurrence.series, by=by, **told)
    return spread


def _names(before: AsItWas, after: AsItWas) -> list[str]:
    """What was changed; start and end are one thing, the time."""
    fields = fields_changed(before.meeting, after.meeting)
    names = [name for name in fields if name not in TIME_FIELDS]
    names += [WHEN] if len(names) < len(fields) else []
    return names + [name for name in LISTS if getattr(before, name) != getattr(after, name)]


def others_of(occurrence: Occurrence, meeting: Meeting, scope: str, states=LIVE):
    """The meetings beside this one that the scope means, from now on."""
    rows = Occurrence.objects.filter(series=occurrence.series_id, meeting__state__in=states)
    rows = rows.filter(meeting__starts_at__gt=timezone.now()).exclude(pk=occurrence.pk)
    if scope == Scope.THIS:
        return rows.none()
    if scope == Scope.FOLLOWING:
        rows = rows.filter(day__gt=occurrence.day)
    return rows.select_related("meeting__venue").order_by("day")


def _let_follow(row: Occurrence, before: AsItWas, after: AsItWas, names: list[str], *, tell_people, by) -> None:
    meeting = row.meeting
    for name in names:
        if name == WHEN:
            meeting.starts_at, meeting.ends_at = _moved(meeting, before.meeting, after.meeting)
        elif name not in LISTS:
            setattr(meeting, name, getattr(after.meeting, name))
    lists = {name: getattr(after, name) for name in LISTS if name in names}
    try:
        meetings.revise(meeting=meeting, **lists, tell_people=tell_people, by=by)
    except RuleBroken as broken:
        day = timezone.localtime(row.meeting.starts_at)
        raise RuleBroken(f"The meeting of {day:%d %B %Y} cannot follow. {broken.sentence}") from broken


def _moved(meeting: Meeting, before: Meeting, after: Meeting):
    """As many days on as the changed one moved, at its new wall time."""
    zone = ZoneInfo(meeting.tz)
    day = meeting.starts_at.astimezone(zone).date() + _days_moved(before, after)
    return on_day(after.starts_at, after.ends_at, day, zone)


def _days_moved(before: Meeting, after: Meeting) -> timedelta:
    zone = ZoneInfo(after.tz)
    return after.starts_at.astimezone(zone).date() - before.starts_at.astimezone(zone).date()


def _change_series(series, before: Meeting, after: Meeting, names: list[str]) -> None:
    """From now on they come on another day, or under another title: so does what is added later."""
    if WHEN in names and _days_moved(before, after):
        series.first_day = after.starts_at.astimezone(ZoneInfo(after.tz)).date()
    if "title" in names:
        series.title = after.title
    series.save(update_fields=["first_day", "title"])
