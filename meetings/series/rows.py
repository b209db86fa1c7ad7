"""A row of the list of coming meetings: what its card shows, read as plain values."""

from datetime import date, datetime
from typing import NamedTuple

from meetings.meetings.models import Meeting
from meetings.meetings.models.meetings import MeetingFacts


class _Columns(NamedTuple):
    pk: int
    title: str
    slug: str
    mode: str
    state: str
    starts_at: datetime
    ends_at: datetime
    access: str
    room_capacity: int | None
    online_capacity: int | None
    venue__name: str | None
    venue__address: str | None
    venue__postcode: str | None
    venue__access: str | None
    more: int | None
    until: datetime | None
    series_slug: str | None
    series_every: str | None
    series_first_day: date | None
    in_all: int


class House(NamedTuple):
    """Where a listed meeting is."""

    name: str
    address: str
    postcode: str
    access: str


class Row(_Columns, MeetingFacts):
    """One meeting as a list reads it. Making records of thirty meetings took longer than asking for them."""

    State = Meeting.State
    Mode = Meeting.Mode
    COLUMNS = _Columns._fields  # of a question that is `with_more` and says how many there are `in_all`

    @property
    def venue(self) -> House | None:
        if self.venue__name is None:
            return None
        return House(self.venue__name, self.venue__address, self.venue__postcode, self.venue__access)
