"""A meeting is written up: five lines, decisions, minutes; shown to those it is for; closed when all is there."""

from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.hours import next_open
from camk.outbox.actions import post
from groups.workspace.actions.telling import named_staff
from meetings.day.figures import nobody_marked
from meetings.meetings.models import Meeting
from meetings.outcomes.missed import MOST_LINES, five_lines, tidy_lines
from meetings.outcomes.models import Decision, Minutes, Record
from meetings.outcomes.signals import record_published


@action
def write_up(
    *,
    meeting: Meeting,
    notes: str = "",
    decisions: list[str],
    minutes: str = "",
    audience: str = Record.Audience.PUBLIC,
    spoke_room: int | None = None,
    spoke_online: int | None = None,
    show: bool,
    by,
) -> Record:
    """Keep what came of the meeting; `show` puts it on its page, without it everything is a draft that staff see.

    The five lines that people who were absent are sent are made from the rest when none were written.
    """
    meeting, record = _held(meeting)
    record.audience, record.spoke_room, record.spoke_online = audience, spoke_room, spoke_online
    record.save()
    _keep_decisions(record, decisions)
    _keep_minutes(record, minutes, show=show, by=by)
    notes = tidy_lines(notes) or (five_lines(meeting) if show else "")
    if notes.count("\n") >= MOST_LINES:
        raise RuleBroken(f"Say it in {MOST_LINES} lines at most: people read them in a mail.")
    if show and not notes:
        raise RuleBroken("There is nothing to show yet. Write a line about what came of it, or what was decided.")
    now = timezone.now()
    record.published_at = (record.published_at or now) if show else None
    if not show:
        record.closed_at = record.closed_by = None
    record.save()
    meeting.notes, meeting.notes_published_at = notes, (meeting.notes_published_at or now) if show else None
    meeting.save(update_fields=["notes", "notes_published_at"])
    sizes = {"notes_length": len(notes), "minutes_length": len(minutes), "decisions": len(decisions)}
    audit.record("meeting.written_up", meeting, by=by, shown=show, audience=record.audience, **sizes)
    if show:
        record_published.send(sender=Record, meeting=meeting, by=by)
    return record


@action
def close(*, meeting: Meeting, by) -> None:
    """All of it is written up: the meeting leaves the list of those that wait for it."""
    meeting, record = _held(meeting)
    if record.closed_at:
        raise RuleBroken("It is closed already.")
    if not record.published_at:
        raise RuleBroken("Write it up and show it first.")
    if nobody_marked(meeting):
        raise RuleBroken("Mark who came first: people answered, and nobody is marked as there or not there.")
    record.closed_at, record.closed_by = timezone.now(), by
    record.save(update_fields=["closed_at", "closed_by"])
    audit.record("meeting.closed", meeting, by=by)


@action
def reopen(*, meeting: Meeting, by) -> None:
    """Something is still to be written."""
    meeting, record = _held(meeting)
    if not record.closed_at:
        raise RuleBroken("It is not closed.")
    record.closed_at = record.closed_by = None
    record.save(update_fields=["closed_at", "closed_by"])
    audit.record("meeting.reopened", meeting, by=by)


@action
def set_ordinal(*, meeting: Meeting, ordinal: int | None, by) -> None:
    """Which annual general meeting this is; known long before it takes place."""
    if meeting.type != Meeting.Type.AGM:
        raise RuleBroken("Only annual general meetings are counted.")
    record, _ = Record.objects.get_or_create(meeting=meeting)
    record.ordinal = ordinal
    record.save(update_fields=["ordinal"])
    audit.record("meeting.ordinal", meeting, by=by, ordinal=ordinal)


@action
def remind_to_close(*, meeting: Meeting, now: datetime, by=None) -> int:
    """Ask whoever hosted or planned the meeting to write it up: once. Returns how many were asked."""
    meeting, record = _held(meeting)
    if record.reminded_at or record.closed_at:
        return 0
    record.reminded_at = now
    record.save(update_fields=["reminded_at"])
    people = who_writes_up(meeting)
    for user in people:
        post(
            event="meetings/write_up",
            key=f"write-up:{meeting.pk}:{user.pk}",
            user=user,
            context={
                "meeting": meeting,
                "link": settings.SITE_URL + reverse("admin:meetings_outcome_change", args=[meeting.pk]),
            },
            not_before=next_open(now),
        )
    return len(people)


def who_writes_up(meeting: Meeting) -> list:
    """Its host, whoever planned it, or the named staff of its first CAG."""
    for user in (meeting.host, meeting.created_by):
        if user is not None and user.is_active and user.is_staff:
            return [user]
    cag = meeting.action_groups.select_related("staff_contact").first()
    return named_staff(cag) if cag else []


def _held(meeting: Meeting) -> tuple[Meeting, Record]:
    """The meeting, locked, and its record; only when it took place."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state != Meeting.State.PUBLISHED:
        raise RuleBroken("It did not take place.")
    if meeting.starts_at > timezone.now():
        raise RuleBroken("It has not taken place yet.")
    record, _ = Record.objects.get_or_create(meeting=meeting)
    return meeting, record


def _keep_decisions(record: Record, decisions: list[str]) -> None:
    lines = [" ".join(line.split()) for line in decisions if line.strip()]
    if lines == list(record.decisions.values_list("words", flat=True)):
        return
    record.decisions.all().delete()
    Decision.objects.bulk_create(
        Decision(record=record, position=position, words=words) for position, words in enumerate(lines)
    )


def _keep_minutes(record: Record, words: str, *, show: bool, by) -> None:
    """A new version when the words changed; a draft that nobody was shown is written over."""
    words = words.replace("\r\n", "\n").strip()
    latest = record.minutes.order_by("-number").first()
    if words and (latest is None or latest.words != words):
        if latest is None or latest.published_at:
            number = (record.minutes.aggregate(last=Max("number"))["last"] or 0) + 1
            latest = Minutes(record=record, number=number)
        latest.words, latest.by, latest.at = words, by, timezone.now()
        latest.save()
    if show and latest is not None and not latest.published_at:
        latest.published_at = timezone.now()
        latest.save(update_fields=["published_at"])
