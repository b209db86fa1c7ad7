"""What a card of a list says about a meeting: plain values, so that a drawn card can be kept under them."""

from datetime import datetime
from typing import NamedTuple

from meetings.meetings.models import Meeting


class Card(NamedTuple):
    """A meeting as lists show it, at one moment: whether it is open or over is part of it."""

    pk: int
    title: str
    slug: str
    mode: str
    state: str
    starts_at: datetime
    ends_at: datetime
    place_text: str
    has_room: bool
    access: str
    is_open: bool
    is_over: bool


def card_of(meeting: Meeting) -> Card:
    """The card of a meeting that was read with its venue."""
    return Card(
        pk=meeting.pk,
        title=meeting.title,
        slug=meeting.slug,
        mode=meeting.mode,
        state=meeting.state,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place_text=meeting.place_text,
        has_room=meeting.has_room,
        access=meeting.access or (meeting.venue.access if meeting.venue else ""),
        is_open=meeting.is_open,
        is_over=meeting.is_over,
    )


class Face(NamedTuple):
    """A meeting as its own page describes it, at one moment: the same for everybody who may open the page."""

    title: str
    slug: str
    state: str
    state_reason: str
    strapline: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    place_text: str
    access: str
    building: str
    travel: str
    has_online: bool
    has_phone: bool
    is_open: bool
    is_over: bool
    places_each: int | None
    fair_until: datetime | None


def face_of(meeting: Meeting) -> Face:
    """The face of a meeting that was read with its venue; access to the building where it says something else."""
    venue = meeting.venue if meeting.has_room else None
    return Face(
        title=meeting.title,
        slug=meeting.slug,
        state=meeting.state,
        state_reason=meeting.state_reason,
        strapline=meeting.strapline,
        summary=meeting.summary,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place_text=meeting.place_text,
        access=meeting.access,
        building=venue.access if venue and venue.access != meeting.access else "",
        travel=venue.travel if venue else "",
        has_online=meeting.has_online,
        has_phone=bool(meeting.phone_in),
        is_open=meeting.is_open,
        is_over=meeting.is_over,
        places_each=meeting.places_each,
        fair_until=meeting.fair_until,
    )
