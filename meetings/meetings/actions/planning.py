"""A meeting is planned, changed, published, moved to another time, and copied to another date."""

from datetime import datetime

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.querysets import ListItem
from meetings.meetings import signals
from meetings.meetings.actions.changing import keep
from meetings.meetings.actions.common import State, check, locked, set_state, slug_for, tell
from meetings.meetings.models import AgendaItem, Meeting

COPIED = (
    "title", "type", "mode", "tz", "venue", "joining_url", "phone_in", "room_capacity", "online_capacity",
    "strapline", "summary", "description", "pairing_reason", "access", "programme", "host",
    "places_each", "places_each_days",
)  # fmt: skip


@action
def store(
    *,
    meeting: Meeting,
    themes: list[ListItem],
    action_groups: list,
    tell_people: bool | None = None,
    by,
) -> Meeting:
    """Keep a planned or changed meeting; whom a change is told to: see `keep`."""
    if meeting.pk is None:
        check(meeting)
        meeting.slug, meeting.created_by, meeting.state = slug_for(meeting), by, State.DRAFT
        meeting.save()
        audit.record("meeting.planned", meeting, by=by)
    else:
        keep(meeting, tell_people=tell_people, by=by)
    meeting.themes.set(themes)
    meeting.action_groups.set(action_groups)
    return meeting


@action
def publish(*, meeting: Meeting, by) -> None:
    """Show the meeting to everybody and take answers from now on."""
    meeting = locked(meeting)
    if meeting.state != State.DRAFT:
        raise RuleBroken("Only a draft can be published.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("It would have started already. Give it a date to come first.")
    if meeting.has_room and not meeting.venue_id:
        raise RuleBroken("Say in which building it is held first.")
    meeting.published_at = timezone.now()
    set_state(meeting, State.PUBLISHED, by=by)
    tell(meeting, signals.PUBLISHED, by=by)


@action
def move(*, meeting: Meeting, starts_at: datetime, ends_at: datetime, by) -> None:
    """Give the meeting another time, a postponed one too; people are told once, reminders start anew."""
    meeting = locked(meeting)
    was = meeting.starts_at
    if meeting.state == State.DROPPED:
        raise RuleBroken("This draft was given up. Make it a draft again first.")
    if meeting.state != State.POSTPONED:
        meeting.starts_at, meeting.ends_at = starts_at, ends_at
        keep(meeting, tell_people=None, by=by)
        return
    if starts_at <= timezone.now():
        raise RuleBroken("The new start must be still to come.")
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    check(meeting)
    meeting.sequence += 1
    meeting.schedule_version += 1
    meeting.state, meeting.state_reason, meeting.called_off_at = State.PUBLISHED, "", None
    meeting.save()
    audit.record("meeting.moved", meeting, by=by, old=was, new=starts_at, version=meeting.schedule_version)
    tell(meeting, signals.MOVED, by=by, was_start=was)


@action
def clone(*, meeting: Meeting, starts_at: datetime, ends_at: datetime, by) -> Meeting:
    """A new draft like this one on another date, with its rules, and nothing of what was sent or answered."""
    copy = Meeting(starts_at=starts_at, ends_at=ends_at, created_by=by, **{f: getattr(meeting, f) for f in COPIED})
    check(copy)
    copy.slug = slug_for(copy)
    copy.save()
    copy.themes.set(meeting.themes.all())
    copy.action_groups.set(meeting.action_groups.all())
    for item in meeting.agenda.all():
        AgendaItem.objects.create(meeting=copy, **{name: getattr(item, name) for name in AgendaItem.COPIED})
    audit.record("meeting.copied", copy, by=by, source=meeting.pk)
    tell(copy, signals.COPIED, by=by, source=meeting)
    return copy
