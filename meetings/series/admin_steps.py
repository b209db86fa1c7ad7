"""The buttons a meeting's staff page gains from its series: let it come again, and several dates in one step."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from camk.admin_tools import Step
from meetings.clashes.finding import Candidate, clashes
from meetings.meetings.models import Meeting
from meetings.series import actions
from meetings.series.dates import on_day
from meetings.series.forms import Again, WhichDates, WhichDatesAndWhy

State = Meeting.State


def day(meeting) -> str:
    """Wednesday 7 April 2027, 10:00."""
    local = timezone.localtime(meeting.starts_at)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"


def is_in_series(request, obj) -> bool:
    return hasattr(obj, "occurrence")


def _may_come_again(request, obj) -> bool:
    to_come = obj.starts_at > timezone.now() and obj.state in (State.DRAFT, State.PUBLISHED)
    return to_come and not is_in_series(request, obj)


def _make(request, obj, data):
    series = actions.make(meeting=obj, by=request.user, **data)
    return f"{series.occurrences.count()} meetings: {series.rhythm.lower()}. They stand in the list of series."


def _dates_made(request, obj, data):
    """The days as lines of a preview, with what speaks against each."""
    zone = ZoneInfo(obj.tz)
    first, skip = obj.starts_at.astimezone(zone).date(), data["skip_holidays"]
    days = actions.days_until(first, data["every"], data["last_day"], skip_holidays=skip, after=first)
    cags = frozenset(cag.pk for cag in obj.action_groups.all())
    times = [on_day(obj.starts_at, obj.ends_at, day, zone) for day in days.kept]
    against = clashes([Candidate(None, *time, obj.venue_id, cags) for time in times])
    lines = [(day, " ".join(["a new meeting.", *found])) for day, found in zip(days.kept, against, strict=True)]
    lines += [(day, f"left out: {name}") for day, name in days.left_out]
    return [(f"{day:%A} {day.day} {day:%B %Y}", "", words) for day, words in sorted(lines)]


def _call_off(request, obj, data):
    found = actions.call_off(meeting=obj, by=request.user, **data)
    return f"{len(found)} meetings called off. Everybody who was coming to one of them, not sure or waiting is told."


def _put_off(request, obj, data):
    found = actions.put_off(meeting=obj, by=request.user, **data)
    return f"{len(found)} meetings postponed. People are told; give each its new date when there is one."


def _bring_back(request, obj, data):
    found = actions.bring_back(meeting=obj, by=request.user, **data)
    return f"{len(found)} meetings go ahead again. Everybody has their answers back and is told."


def _lines(found):
    return [(meeting, (day(meeting), meeting.get_state_display())) for meeting in found]


def _called_off(request, obj, data):
    found = actions.meant(obj, data["scope"], (*actions.LIVE, State.POSTPONED))
    new = {State.DRAFT: State.DROPPED.label}
    return [(*line, new.get(meeting.state, f"Cancelled: {data['reason']}")) for meeting, line in _lines(found)]


def _postponed(request, obj, data):
    found = actions.meant(obj, data["scope"], (State.PUBLISHED,))
    return [(*line, f"Postponed: {data['reason']}") for _, line in _lines(found)]


def _brought_back(request, obj, data):
    return [(*line, State.PUBLISHED.label) for _, line in _lines(actions.called_off_alike(obj, data["scope"]))]


def _in_series(*states):
    return lambda request, obj: obj.state in states and obj.starts_at > timezone.now() and is_in_series(request, obj)


STEPS = (
    Step(
        "again",
        "Let it come again",
        _make,
        form=Again,
        preview=_dates_made,
        when=_may_come_again,
        explain="Each one is a meeting of its own, with its own places, answers and calendar entry, at the same time "
        "of day also when the clocks change. Answers and what was sent are not copied.",
    ),
    Step(
        "cancel-series",
        "Cancel several of the series",
        _call_off,
        form=WhichDatesAndWhy,
        preview=_called_off,
        danger=True,
        when=_in_series(*actions.LIVE, State.POSTPONED),
        explain="With one reason, which stands on top of each mail and page. Drafts are given up, and nobody hears.",
    ),
    Step(
        "postpone-series",
        "Postpone several of the series",
        _put_off,
        form=WhichDatesAndWhy,
        preview=_postponed,
        when=_in_series(State.PUBLISHED),
        explain="For when there are no new dates yet; answers are kept, drafts stay drafts. The reason stands on top "
        "of each mail and page.",
    ),
    Step(
        "restore-series",
        "Several of the series go ahead after all",
        _bring_back,
        form=WhichDates,
        preview=_brought_back,
        when=_in_series(State.CANCELLED, State.POSTPONED),
        explain="This one and those called off for the same reason, each at its old time; everybody gets back the "
        "answer they had given. One that was called off for a reason of its own stays so.",
    ),
)
