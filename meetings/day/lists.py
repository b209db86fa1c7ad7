"""The list at the door: everybody who answered, and who walked in, with who is here."""

from typing import NamedTuple

from meetings.day.codes import short_code
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

State = Rsvp.State
ATTENDED = Rsvp.Attendance.ATTENDED
NO_NAME = "No name left"
SAID = {
    State.MAYBE: "was not sure",
    State.NO: "said no",
    State.WAITLISTED: "on the waiting list",
    State.OFFERED: "had a place offered",
    State.LAPSED: "was on the waiting list",
}


class Line(NamedTuple):
    """One name on the list. No address and no phone number: helpers read it."""

    rsvp: int | None
    arrival: int | None
    name: str
    organisation: str
    code: str
    people: int
    is_here: bool
    is_expected: bool
    is_online: bool
    said: str
    is_late: bool

    @property
    def key(self) -> str:
        return f"r{self.rsvp}" if self.rsvp else f"w{self.arrival}"

    def has(self, words: list[str]) -> bool:
        """Whether every word typed stands in it."""
        text = f"{self.name} {self.organisation} {self.code}".lower()
        return all(word in text for word in words)


class Tally(NamedTuple):
    """How many people are here, and how many we expected."""

    here: int
    expected: int


def lines_of(meeting: Meeting) -> list[Line]:
    """Everybody, by name; two statements however many they are."""
    answers = Rsvp.objects.filter(meeting=meeting).exclude(state=State.EVENT_CANCELLED)
    answers = answers.select_related("user", "organisation", "arrival", "late")
    lines = [_line(row) for row in answers]
    lines += [_walk_in(row) for row in Arrival.objects.filter(meeting=meeting).walked_in()]
    return sorted(lines, key=lambda line: (line.name.lower(), line.organisation.lower(), line.key))


def _line(row: Rsvp) -> Line:
    arrival = getattr(row, "arrival", None)
    return Line(
        rsvp=row.pk,
        arrival=arrival and arrival.pk,
        name=(arrival and arrival.name) or row.user.name or NO_NAME,
        organisation=row.organisation.name if row.organisation else "",
        code=short_code(row.pk),
        people=arrival.people if arrival else row.party_size,
        is_here=row.attendance == ATTENDED,
        is_expected=row.state == State.YES,
        is_online=row.mode == Rsvp.Mode.ONLINE,
        said=SAID.get(row.state, ""),
        is_late=hasattr(row, "late"),
    )


def _walk_in(row: Arrival) -> Line:
    return Line(
        rsvp=None,
        arrival=row.pk,
        name=row.name,
        organisation=row.organisation_name,
        code="",
        people=row.people,
        is_here=True,
        is_expected=False,
        is_online=False,
        said="walked in",
        is_late=False,
    )


def shown(lines: list[Line], words: str) -> list[Line]:
    """Those that fit the words typed; without any, those who may come or are here."""
    typed = words.lower().split()
    if typed:
        return [line for line in lines if line.has(typed)]
    return [line for line in lines if line.is_here or line.said != SAID[State.NO]]


def tally(lines: list[Line]) -> Tally:
    return Tally(
        here=sum(line.people for line in lines if line.is_here),
        expected=sum(line.people for line in lines if line.is_expected),
    )


def over_by(meeting: Meeting) -> int:
    """How many more are in the room than it is meant for; 0 or less when they fit, or when there is no limit."""
    if not meeting.has_room or meeting.room_capacity is None:
        return 0
    in_room = [line for line in lines_of(meeting) if line.is_here and not line.is_online]
    return sum(line.people for line in in_room) - meeting.room_capacity
