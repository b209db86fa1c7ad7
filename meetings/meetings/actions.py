"""What staff do with a meeting: plan, publish, move, cancel, postpone, restore, copy, and write up."""

from datetime import datetime

from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.actions import action
from camk.addresses import free_slug, remember_address
from camk.errors import RuleBroken
from camk.querysets import ListItem
from camk.states import check_move
from meetings.meetings import signals
from meetings.meetings.models import AgendaItem, Meeting, Speaker

State = Meeting.State
PLACE_FIELDS = ("venue_id", "mode")
CAPACITY_FIELDS = ("room_capacity", "online_capacity")
COPIED = (
    "title", "type", "mode", "tz", "venue", "joining_url", "phone_in", "room_capacity", "online_capacity", "summary",
    "description", "pairing_reason", "access", "programme", "host",
)  # fmt: skip


@action
def store(
    *,
    meeting: Meeting,
    themes: list[ListItem],
    action_groups: list,
    speakers: list[dict],
    agenda: list[dict],
    by,
) -> Meeting:
    """Keep a planned or changed meeting. Where and how one takes part counts as a change people are told of."""
    before = Meeting.objects.select_for_update(of=("self",)).select_related("venue").filter(pk=meeting.pk).first()
    _check(meeting)
    if before is None:
        meeting.slug, meeting.created_by = _slug_for(meeting), by
        meeting.state, changed = State.DRAFT, []
    else:
        meeting.state = before.state
        meeting.sequence, meeting.schedule_version = before.sequence, before.schedule_version
        changed = _what_changed(before, meeting)
        if before.state != State.DRAFT and {"starts_at", "ends_at"} & set(changed):
            raise RuleBroken("Use “Move” to change when a published meeting is, so that people are told.")
        if "title" in changed:
            meeting.slug = _slug_for(meeting)
        if meeting.state == State.PUBLISHED and set(changed) & set(PLACE_FIELDS):
            meeting.sequence += 1
    meeting.save()
    if before is not None:
        remember_address(meeting, before.slug)
    _store_lists(meeting, themes, action_groups, speakers, agenda, by=by)
    audit.record("meeting.changed" if before else "meeting.planned", meeting, by=by, fields=changed)
    if meeting.state == State.PUBLISHED and set(changed) & set(PLACE_FIELDS):
        _tell(meeting, signals.PLACE, by=by, was_place=before.place_text)
    if meeting.state == State.PUBLISHED and set(changed) & {*PLACE_FIELDS, *CAPACITY_FIELDS}:
        _tell(meeting, signals.PLACES, by=by)
    return meeting


@action
def publish(*, meeting: Meeting, by) -> None:
    """Show the meeting to everybody and take answers from now on."""
    meeting = _locked(meeting)
    if meeting.state != State.DRAFT:
        raise RuleBroken("Only a draft can be published.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("It would have started already. Give it a date to come first.")
    if meeting.has_room and not meeting.venue_id:
        raise RuleBroken("Say in which building it is held first.")
    _set_state(meeting, State.PUBLISHED, by=by)


@action
def move(*, meeting: Meeting, starts_at: datetime, ends_at: datetime, by) -> None:
    """Give the meeting another time, a postponed one too; people are told once, reminders start anew."""
    meeting = _locked(meeting)
    if meeting.state == State.CANCELLED:
        raise RuleBroken("A cancelled meeting is restored first, then moved.")
    if starts_at <= timezone.now():
        raise RuleBroken("The new start must be still to come.")
    was = meeting.starts_at
    if meeting.state == State.PUBLISHED and was <= timezone.now():
        raise RuleBroken("It has started already. Copy it and give the copy a new date.")
    if (starts_at, ends_at) == (was, meeting.ends_at) and meeting.state != State.POSTPONED:
        return
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    _check(meeting)
    if meeting.state == State.DRAFT:
        meeting.save(update_fields=["starts_at", "ends_at"])
        return
    meeting.sequence += 1
    meeting.schedule_version += 1
    meeting.state, meeting.state_reason, meeting.called_off_at = State.PUBLISHED, "", None
    meeting.save()
    audit.record("meeting.moved", meeting, by=by, old=was, new=starts_at, version=meeting.schedule_version)
    _tell(meeting, signals.MOVED, by=by, was_start=was)


@action
def cancel(*, meeting: Meeting, reason: str, by) -> None:
    """Call the meeting off. The reason stands on top of the mail and the page."""
    meeting = _locked(meeting)
    was_public = meeting.state != State.DRAFT
    _call_off(meeting, State.CANCELLED, reason, by=by)
    if was_public:
        _tell(meeting, signals.CANCELLED, by=by)


@action
def postpone(*, meeting: Meeting, reason: str, by) -> None:
    """Not on that day after all, and no new date yet; answers are kept for the new one."""
    meeting = _locked(meeting)
    _call_off(meeting, State.POSTPONED, reason, by=by)
    _tell(meeting, signals.POSTPONED, by=by)


@action
def restore(*, meeting: Meeting, by) -> None:
    """It goes ahead at its old time after all; everybody gets back the answer they had given."""
    meeting = _locked(meeting)
    if meeting.state not in (State.CANCELLED, State.POSTPONED):
        raise RuleBroken("Only a cancelled or postponed meeting can be restored.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("Its time has passed. Copy it and give the copy a new date.")
    meeting.sequence += 1
    meeting.state_reason, meeting.called_off_at = "", None
    _set_state(meeting, State.PUBLISHED, by=by)
    _tell(meeting, signals.RESTORED, by=by)


@action
def clone(*, meeting: Meeting, starts_at: datetime, ends_at: datetime, by) -> Meeting:
    """A new draft like this one on another date, with its rules, and nothing of what was sent or answered."""
    copy = Meeting(starts_at=starts_at, ends_at=ends_at, created_by=by, **{f: getattr(meeting, f) for f in COPIED})
    _check(copy)
    copy.slug = _slug_for(copy)
    copy.save()
    copy.themes.set(meeting.themes.all())
    copy.action_groups.set(meeting.action_groups.all())
    for item in meeting.agenda.all():
        AgendaItem.objects.create(meeting=copy, position=item.position, title=item.title, minutes=item.minutes)
    audit.record("meeting.copied", copy, by=by, source=meeting.pk)
    _tell(copy, signals.COPIED, by=by, source=meeting)
    return copy


@action
def write_up(*, meeting: Meeting, notes: str, show: bool, by) -> None:
    """Keep what came of the meeting; shown on its page when staff say so."""
    meeting = _locked(meeting)
    if meeting.starts_at > timezone.now():
        raise RuleBroken("It has not taken place yet.")
    meeting.notes = notes
    meeting.notes_published_at = (meeting.notes_published_at or timezone.now()) if show and notes else None
    meeting.save(update_fields=["notes", "notes_published_at"])
    audit.record("meeting.written_up", meeting, by=by, notes_length=len(notes), shown=bool(show))


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("venue").get(pk=meeting.pk)


def _tell(meeting: Meeting, change: str, *, by, **more) -> None:
    signals.meeting_changed.send(sender=Meeting, meeting=meeting, change=change, by=by, **more)


def _set_state(meeting: Meeting, state: str, *, by) -> None:
    check_move(Meeting.MOVES, meeting.state, state, dict(State.choices))
    old, meeting.state = meeting.state, state
    meeting.save()
    audit.record(f"meeting.{state}", meeting, by=by, old=old, new=state)


def _call_off(meeting: Meeting, state: str, reason: str, *, by) -> None:
    if not reason.strip():
        raise RuleBroken("Say why, in a sentence people can read.")
    if meeting.starts_at <= timezone.now():
        raise RuleBroken("It has started already.")
    meeting.sequence += 1
    meeting.state_reason, meeting.called_off_at = reason.strip(), timezone.now()
    _set_state(meeting, state, by=by)


def _check(meeting: Meeting) -> None:
    if meeting.ends_at <= meeting.starts_at:
        raise RuleBroken("The end must come after the start.")


def _what_changed(before: Meeting, after: Meeting) -> list[str]:
    names = [f.attname for f in Meeting._meta.concrete_fields]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _slug_for(meeting: Meeting) -> str:
    """The title with month and year: the same meeting comes back every season."""
    month = timezone.localtime(meeting.starts_at)
    return free_slug(Meeting, f"{meeting.title} {month:%B %Y}", keep_pk=meeting.pk)


def _store_lists(meeting, themes, action_groups, speakers, agenda, *, by) -> None:
    meeting.themes.set(themes)
    meeting.action_groups.set(action_groups)
    since = {s.name: s.consented_at for s in meeting.speakers.all() if s.consented_at}
    meeting.speakers.all().delete()
    for line in speakers:
        consented = since.get(line["name"], timezone.now()) if line["consent"] else None
        Speaker.objects.create(
            meeting=meeting,
            name=line["name"],
            organisation_name=line["organisation"],
            topic=line["topic"],
            consented_at=consented,
            user=person_for(email=line["email"], name=line["name"], by=by) if line.get("email") else None,
        )
    meeting.agenda.all().delete()
    for position, line in enumerate(agenda):
        AgendaItem.objects.create(meeting=meeting, position=position, **line)
