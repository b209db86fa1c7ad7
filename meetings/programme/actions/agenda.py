"""The agenda of a meeting: parts are added, changed, put before one another, and taken off."""

from django.db.models import Max

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroupQuestion
from meetings.meetings.models import AgendaItem, Meeting
from meetings.programme.actions.order import step
from meetings.programme.choosing import TAKES_PARTS


@action
def store_part(*, part: AgendaItem, by) -> AgendaItem:
    """Keep a part that staff wrote or changed; a new one comes last."""
    if part.speaker and part.speaker.meeting_id != part.meeting_id:
        raise RuleBroken("Whoever leads a part speaks at the same meeting. Add them as a speaker first.")
    is_new = part.pk is None
    if is_new:
        part.position = next_position(part.meeting)
    part.save()
    audit.record("agenda.added" if is_new else "agenda.changed", part.meeting, by=by, part=part.pk)
    return part


@action
def add_part(*, meeting: Meeting, title: str, question: ActionGroupQuestion | None = None, by) -> AgendaItem:
    """Something somebody asked or proposed becomes the last part of a meeting to come."""
    check_takes_parts(meeting)
    if question and meeting.agenda.filter(question=question).exists():
        raise RuleBroken("It is on the agenda of this meeting already.")
    return store_part(part=AgendaItem(meeting=meeting, title=title.strip(), question=question), by=by)


@action
def add_parts(*, meeting: Meeting, lines: list[dict], by) -> int:
    """A pasted plan: each line (title, minutes) is a part, after those that are there. Returns how many."""
    for line in lines:
        store_part(part=AgendaItem(meeting=meeting, **line), by=by)
    return len(lines)


@action
def move_part(*, part: AgendaItem, up: bool, by) -> None:
    """Put a part one place earlier or later."""
    if step(AgendaItem.objects.filter(meeting=part.meeting_id), part, up=up):
        audit.record("agenda.moved", part.meeting, by=by, part=part.pk, up=up)


@action
def remove_part(*, part: AgendaItem, by) -> None:
    """Take a part off the agenda."""
    audit.record("agenda.removed", part.meeting, by=by, part=part.pk)
    part.delete()


def next_position(meeting: Meeting) -> int:
    last = meeting.agenda.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def check_takes_parts(meeting: Meeting) -> None:
    """Only what is still to come takes up something new."""
    if meeting.is_over or meeting.state not in TAKES_PARTS:
        raise RuleBroken("Choose a meeting that is still to come.")
