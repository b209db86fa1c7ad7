"""A year of meetings: meetings over and coming, and who answered what."""

from datetime import datetime, time, timedelta

from camk.accounts.models import User
from camk.addresses import free_slug
from camk.templatetags.ui import LONDON
from groups.organisations.models import Organisation
from insights.demo.actions.network import fill
from insights.demo.actions.programmes import make_programmes
from insights.demo.actions.stage import Stage, codes
from insights.demo.data import action_groups as cags
from insights.demo.data import meetings as held
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

State, Attendance = Rsvp.State, Rsvp.Attendance
FULLNESS = {"nearly full": 99, "some": 3, "few": 5, "cancelled": 2}


def make_meetings(stage: Stage) -> None:
    """Meetings, what happens at them, and answers."""
    rows: dict[str, Meeting] = {}
    lists = {"themes": [], "action_groups": []}
    for days, at, title, kind, mode, groups, themes, venue, summary, notes in held.PAST:
        row = _meeting(stage, -days, at, title, kind, mode, stage.venues.get(venue), summary)
        row.notes, row.notes_published_at = notes, row.ends_at + timedelta(days=2) if notes else None
        _keep(stage, rows, lists, row, groups, themes)
    for days, at, title, kind, mode, groups, themes, venue, room, online, summary, how_full in held.COMING:
        row = _meeting(stage, days, at, title, kind, mode, stage.venues.get(venue), summary)
        row.room_capacity, row.online_capacity = room, online
        if how_full == "cancelled":
            row.state, row.state_reason, row.sequence = Meeting.State.CANCELLED, held.CANCELLED_BECAUSE, 1
        _keep(stage, rows, lists, row, groups, themes)
    Meeting.objects.bulk_create(rows.values())
    for name, pairs in lists.items():
        fill(Meeting, name, pairs)
    make_programmes(stage, rows)
    answers = []
    for number, entry in enumerate(held.PAST):
        answers += _came(stage, rows[entry[2]], codes(entry[5]), number)
    for entry in held.COMING:
        answers += _answered(stage, rows[entry[2]], codes(entry[5]), entry[-1])
    Rsvp.objects.bulk_create(answers)


def _meeting(stage, days, at, title, kind, mode, venue, summary) -> Meeting:
    starts = datetime.combine(stage.meeting_day(days), time.fromisoformat(at), tzinfo=LONDON)
    return Meeting(
        title=title,
        type=kind,
        mode=mode,
        state=Meeting.State.PUBLISHED,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        venue=venue,
        joining_url="https://meet.example.org/room" if mode != Meeting.Mode.ROOM else "",
        strapline=held.STRAPLINES.get(title, ""),
        summary=summary,
        description=f"{summary} Everybody is welcome, also if you come for the first time.",
        access=venue.access if venue else "Captions are switched on.",
        pairing_reason=held.PAIRING_REASON if title == held.PAIRED else "",
        programme=stage.programmes["alliance" if "Fishermead" in title else "cags"],
        host=stage.people["staff"],
        created_by=stage.people["staff"],
        created_at=min(starts - timedelta(days=45), stage.ago(1)),
    )


def _keep(stage, rows, lists, row, groups, themes) -> None:
    row.slug = free_slug(Meeting, f"{row.title} {row.starts_at:%B %Y}")
    rows[row.title] = row
    lists["themes"].append((row, [stage.themes[code] for code in codes(themes)]))
    lists["action_groups"].append((row, [stage.action_groups[key] for key in codes(groups)]))


def _guests(stage: Stage, groups: list[str]) -> list[tuple[User, Organisation | None]]:
    """Who a meeting is for: the members of its CAGs, or a third of the network, and some residents."""
    keys = [key for group in groups for key in codes(cags.MEMBERS[group])]
    keys = keys or list(cags.MEMBERS["wellbeing"].split()) + ["kitchen", "fridge", "whitehouse", "study", "night"]
    people: dict[int, tuple[User, Organisation | None]] = {}
    for key in keys:
        people.setdefault(stage.contacts[key].pk, (stage.contacts[key], stage.organisations[key]))
    for name in ("Sam Okafor", "Bea Linton", "Jean Pollitt", "Meera Joshi"):
        people.setdefault(stage.by_name[name].pk, (stage.by_name[name], None))
    return list(people.values())


def _came(stage: Stage, meeting: Meeting, groups: list[str], turn: int) -> list[Rsvp]:
    """Who came to a meeting that is over: most who said so, a few who did not, a few who told us in time."""
    rows = []
    for number, (user, organisation) in enumerate(_guests(stage, groups)):
        luck = (number * 7 + turn * 3) % 10
        if luck == 9:
            continue
        row = _answer(meeting, user, organisation, State.YES if luck < 8 else State.NO, 40 - number)
        row.party_size = 2 if luck == 4 else 1
        row.attendance = Attendance.ATTENDED if luck < 7 else Attendance.ABSENT if luck == 7 else Attendance.EXCUSED
        rows.append(row)
    return rows


def _answered(stage: Stage, meeting: Meeting, groups: list[str], how_full: str) -> list[Rsvp]:
    """Answers to a coming meeting. The coordinator who signs in goes to one and has the others to answer."""
    cora = stage.people["coordinator"]
    guests = _guests(stage, groups)
    if how_full == "nearly full":
        return _nearly_full(stage, meeting, guests)
    rows = []
    for number, (user, organisation) in enumerate(guests):
        if number % FULLNESS[how_full] and user != cora:
            rows.append(_answer(meeting, user, organisation, State.MAYBE if number % 7 == 5 else State.YES, number))
    if how_full == "cancelled":
        for row in rows:
            row.state_before, row.state = row.state, State.EVENT_CANCELLED
    return rows


def _nearly_full(stage: Stage, meeting: Meeting, guests) -> list[Rsvp]:
    """One place is left, and two parties that are larger wait for more."""
    rows, free = [], (meeting.room_capacity or 0) - 1
    waiting = [("elders", 2), ("warmroom", 3)]
    for number, (user, organisation) in enumerate(guests):
        size = min(2 if number in (1, 4) else 1, free)
        if size:
            row = _answer(meeting, user, organisation, State.YES, number)
            row.party_size = size
            rows.append(row)
            free -= size
    if free:
        rows[-1].party_size += free
    for number, (key, size) in enumerate(waiting):
        row = _answer(meeting, stage.contacts[key], stage.organisations[key], State.WAITLISTED, 0)
        row.party_size, row.queued_at, row.last_sequence = size, stage.now - timedelta(hours=9 - number), -1
        rows.append(row)
    return rows


def _answer(meeting: Meeting, user, organisation, state: str, number: int) -> Rsvp:
    answered = meeting.created_at + timedelta(days=1 + number % 20, hours=number % 9)
    return Rsvp(
        meeting=meeting,
        user=user,
        organisation=organisation,
        state=state,
        mode=Rsvp.Mode.ONLINE if not meeting.has_room else Rsvp.Mode.ROOM,
        last_sequence=meeting.sequence if state in (State.YES, State.MAYBE) else -1,
        answered_at=min(answered, meeting.starts_at - timedelta(days=1), meeting.created_at + timedelta(days=25)),
    )
