"""A series by the month with one date that differs, a day to avoid, a draft, and one that was given up."""

from datetime import timedelta

from django.utils import timezone

from insights.demo.actions.stage import Stage
from insights.demo.data import meetings as held
from meetings.clashes.actions import save_day
from meetings.clashes.models import DayToAvoid
from meetings.meetings import actions as meetings
from meetings.meetings.models import Meeting
from meetings.series import actions as series
from meetings.series.models import Scope

AHEAD = timedelta(days=200)


def make_series(stage: Stage) -> None:
    """Each of its meetings is one of its own."""
    staff = stage.people["staff"]
    first = Meeting.objects.get(title=held.COMES_AGAIN)
    days = {"every": "month", "last_day": stage.today + AHEAD, "skip_holidays": True}
    made = series.make(meeting=first, **days, publish=True, by=staff)
    second, third = [row.meeting for row in made.occurrences.select_related("meeting")[1:3]]
    _change_one(second, staff)
    for label, source in held.DAYS_TO_AVOID:
        day = timezone.localdate(third.starts_at)
        monday = day - timedelta(days=day.weekday())
        avoided = DayToAvoid(label=label, first_day=monday, last_day=monday + timedelta(days=4), source=source)
        save_day(day=avoided, by=staff)
    later = first.starts_at + timedelta(days=90)
    plan = meetings.clone(meeting=first, starts_at=later, ends_at=later + timedelta(hours=5), by=staff)
    plan.type, (plan.title, plan.summary) = Meeting.Type.CONFERENCE, held.GIVEN_UP
    plan.description = plan.summary
    meetings.revise(meeting=plan, by=staff)
    meetings.drop(meeting=plan, by=staff)


def _change_one(meeting: Meeting, staff) -> None:
    before = series.as_it_is(meeting)
    for name, words in held.DIFFERS.items():
        setattr(meeting, name, words)
    meetings.revise(meeting=meeting, by=staff)
    series.follow(before=before, scope=Scope.THIS, by=staff)
