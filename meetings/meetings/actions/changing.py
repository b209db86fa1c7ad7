"""A meeting that is kept anew: what follows from another time, another place, or other words."""

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.addresses import remember_address
from camk.errors import RuleBroken
from meetings.meetings import signals
from meetings.meetings.actions.common import State, check, slug_for, tell
from meetings.meetings.models import Meeting
from meetings.meetings.telling import (
    CAPACITY_FIELDS,
    PLACE_FIELDS,
    TIME_FIELDS,
    details_for_people,
    what_changed,
)


@action
def revise(*, meeting: Meeting, themes=None, action_groups=None, tell_people: bool | None = None, by) -> None:
    """Keep a meeting whose fields were changed, and other themes or CAGs where given; see `keep`."""
    keep(meeting, tell_people=tell_people, by=by)
    if themes is not None:
        meeting.themes.set(themes)
    if action_groups is not None:
        meeting.action_groups.set(action_groups)


def keep(meeting: Meeting, *, tell_people: bool | None, by) -> list[str]:
    """Save the fields of a meeting that exists, and say what follows. Call inside an action.

    `tell_people`: None tells them of another time or place, True of every change that concerns them, False of none.
    """
    before = Meeting.objects.select_for_update(of=("self",)).select_related("venue").get(pk=meeting.pk)
    check(meeting)
    meeting.state, meeting.sequence, meeting.schedule_version = before.state, before.sequence, before.schedule_version
    changed = what_changed(before, meeting)
    _check_time(before, meeting, changed)
    if "title" in changed:
        meeting.slug = slug_for(meeting)
    details = details_for_people(before, meeting) if tell_people else []
    news = _news(before, changed, details)
    meeting.sequence += bool(news)
    meeting.schedule_version += "starts_at" in changed and news == signals.MOVED
    meeting.save()
    remember_address(meeting, before.slug)
    audit.record("meeting.changed", meeting, by=by, fields=changed, told=tell_people)
    if news == signals.MOVED:
        audit.record("meeting.moved", meeting, by=by, old=before.starts_at, new=meeting.starts_at)
    if news:
        was = {"was_start": before.starts_at, "was_place": _was_place(before, changed)}
        tell(meeting, news, by=by, quiet=tell_people is False, also=details, **was)
    if meeting.state == State.PUBLISHED and set(changed) & {*PLACE_FIELDS, *CAPACITY_FIELDS}:
        tell(meeting, signals.PLACES, by=by)
    return changed


def _news(before: Meeting, changed: list[str], details: list[str]) -> str:
    """What kind of news this is to people who answered; once it has begun, none."""
    if not before.is_open:
        return ""
    if set(changed) & set(TIME_FIELDS):
        return signals.MOVED
    if set(changed) & set(PLACE_FIELDS):
        return signals.PLACE
    return signals.DETAILS if details else ""


def _was_place(before: Meeting, changed: list[str]) -> str:
    return before.place_text if set(changed) & set(PLACE_FIELDS) else ""


def _check_time(before: Meeting, meeting: Meeting, changed: list[str]) -> None:
    if not set(changed) & set(TIME_FIELDS) or before.state in (State.DRAFT, State.DROPPED):
        return
    if before.state == State.POSTPONED:
        raise RuleBroken("Use “Give it a new date” for a postponed meeting, so that it goes ahead again.")
    if before.state == State.CANCELLED:
        raise RuleBroken("A cancelled meeting is restored first, then moved.")
    if before.starts_at <= timezone.now():
        raise RuleBroken("It has started already. Copy it and give the copy a new date.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("The new start must be still to come.")
