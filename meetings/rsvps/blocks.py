"""What the answer block of a meeting needs to know, for many meetings in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Aggregate, Count, Max, Q, Sum
from django.utils import timezone

from camk.questions import question
from groups.action_groups.models import ActionGroup
from meetings.meetings.cards import Card, card_of
from meetings.meetings.models import Meeting
from meetings.rsvps.actions.waiting import FIRST, stage
from meetings.rsvps.models import Rsvp, places_held
from meetings.series.folding import More, folded, more_of, with_more

State = Rsvp.State
FEW = 10  # so many places left are worth mentioning


class Shown(NamedTuple):
    """All that the answer block of a list shows, and nothing else: the joining link is not part of it."""

    meeting: Card
    is_member: bool
    state: str
    mode: str
    party_size: int
    offer_expires_at: datetime | None
    offered_places: int | None
    organisations: int
    people: int
    places_left: int | None
    is_full: bool
    is_going: bool
    has_answer: bool
    may_take_place: bool
    free_now: int
    waits_online: bool
    may_wait_online: bool
    is_room_full: bool
    more: More | None


@dataclass
class AnswerBlock:
    """One person's answer to one meeting, and how full it is."""

    meeting: Meeting
    is_member: bool = False  # a visitor answers as a guest, by mail
    state: str = ""
    mode: str = ""
    party_size: int = 1
    offer_expires_at: datetime | None = None
    offered_places: int | None = None
    queued_at: datetime | None = None
    organisations: int = 0
    people: int = 0
    room: int = 0
    online: int = 0

    @property
    def is_going(self) -> bool:
        return self.state == State.YES

    @property
    def has_answer(self) -> bool:
        return self.state in (State.YES, State.MAYBE, State.NO, State.WAITLISTED, State.OFFERED)

    @property
    def joining_url(self) -> str:
        """The joining link, for people who are going and until the end alone."""
        meeting = self.meeting
        if not (self.is_going and meeting.has_online and meeting.state == Meeting.State.PUBLISHED):
            return ""
        return "" if meeting.is_over else meeting.joining_url

    @property
    def phone_in(self) -> str:
        return self.meeting.phone_in if self.joining_url or (self.is_going and not self.meeting.is_over) else ""

    def left(self, mode: str) -> int | None:
        """Places free in this mode; None = no limit."""
        capacity = self.meeting.capacity_of(mode)
        return None if capacity is None else max(capacity - getattr(self, mode), 0)

    @property
    def places_left(self) -> int | None:
        """Places free in all, when few enough to say so; None otherwise."""
        left = [self.left(mode) for mode in self.meeting.modes]
        return None if None in left or sum(left) > FEW else sum(left)

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    @property
    def may_take_place(self) -> bool:
        """Waiting, in the last hours, and a place is free: the first to say yes has it."""
        if self.state != State.WAITLISTED or stage(self.meeting, timezone.now()) != FIRST:
            return False
        return self.left(self.mode) != 0

    @property
    def free_now(self) -> int:
        """In the last hours: places for somebody who waits, when fewer than they need; 0 otherwise."""
        left = self.left(self.mode) if self.may_take_place else None
        return left if left is not None and left < self.party_size else 0

    @property
    def waits_online(self) -> bool:
        """Has a place online, and one in the queue for the room."""
        return self.is_going and self.mode == Rsvp.Mode.ONLINE and self.queued_at is not None

    @property
    def is_room_full(self) -> bool:
        """Of a meeting that has both, for somebody who has no place in the room."""
        if self.meeting.mode != Meeting.Mode.BOTH or (self.is_going and self.mode == Rsvp.Mode.ROOM):
            return False
        return self.left("room") == 0

    @property
    def may_wait_online(self) -> bool:
        """The room is full and the online half is not: one can join there and wait for the room."""
        return self.is_room_full and not self.waits_online and self.left("online") != 0

    @property
    def shown(self) -> Shown:
        """What is shown now, as plain values."""
        left = self.places_left
        return Shown(
            meeting=card_of(self.meeting),
            is_member=self.is_member,
            state=self.state,
            mode=self.mode,
            party_size=self.party_size,
            offer_expires_at=self.offer_expires_at,
            offered_places=self.offered_places,
            organisations=self.organisations,
            people=self.people,
            places_left=left,
            is_full=left == 0,
            is_going=self.is_going,
            has_answer=self.has_answer,
            may_take_place=self.may_take_place,
            free_now=self.free_now,
            waits_online=self.waits_online,
            may_wait_online=self.may_wait_online,
            is_room_full=self.is_room_full,
            more=more_of(self.meeting),
        )


def blocks_for(meetings: list[Meeting], user) -> dict[int, AnswerBlock]:
    """The answer block of each meeting, by its key; one statement for all of them."""
    rows = _counted(meetings=[meeting.pk for meeting in meetings], **_asking(user))
    found = {row.pop("meeting"): row for row in rows}
    is_member = user.is_authenticated
    return {meeting.pk: _block(meeting, found.get(meeting.pk, {}), is_member) for meeting in meetings}


def coming_blocks(user, number: int) -> dict[int, AnswerBlock]:
    """The first `number` coming meetings this person has answered (but not with "can't come"), or of their CAGs.

    Soonest first, each with its block, read together in one statement.
    """
    return _blocks_of(_coming(number, now=timezone.now(), user=user.pk), user)


def next_blocks(user, number: int) -> dict[int, AnswerBlock]:
    """The next meetings that go ahead, the same for everybody, each with its block; in one statement too."""
    return _blocks_of(_next(number, now=timezone.now(), **_asking(user)), user)


def _blocks_of(rows: list[Meeting], user) -> dict[int, AnswerBlock]:
    """Of meetings that were read with their figures."""
    names, is_member = _figures(_asking(user).get("user")), user.is_authenticated
    return {row.pk: _block(row, {name: getattr(row, name) for name in names}, is_member) for row in rows}


@question
def _counted(*, meetings, user=None):
    return Rsvp.objects.filter(meeting__in=meetings).values("meeting").annotate(**_figures(user))


@question
def _coming(number, /, *, now, user):
    answered = Rsvp.objects.of(user).exclude(state=State.NO).values("meeting")
    public = Meeting.objects.public().upcoming(now)
    links = Meeting.action_groups.through.objects.filter(actiongroup__in=ActionGroup.objects.of(user))
    theirs = folded(public.filter(pk__in=links.values("meeting")))
    coming = public.filter(pk__in=answered.union(theirs.order_by().values("pk")))
    return _first_with_figures(coming, number, user)


@question
def _next(number, /, *, now, user=None):
    return _first_with_figures(folded(Meeting.objects.going_ahead().upcoming(now)), number, user)


def _first_with_figures(coming, number, user):
    first = coming.order_by("starts_at", "pk").values("pk")[:number]
    rows = Meeting.objects.filter(pk__in=first).annotate(**_figures(user, "rsvps__"))
    return with_more(rows).order_by("starts_at", "pk").for_lists()


def _asking(user) -> dict[str, int]:
    return {"user": user.pk} if user.is_authenticated else {}


def _figures(user, path: str = "") -> dict[str, Aggregate]:
    """What a block counts over the answers of a meeting, and the own answer of `user` (a key) among them."""
    going = Q(**{f"{path}state": State.YES})
    holding = Q(**{f"{path}state__in": Rsvp.HOLDING})
    room, online = Q(**{f"{path}mode": "room"}), Q(**{f"{path}mode": "online"})
    figures = {
        "organisations": Count(f"{path}organisation", filter=going, distinct=True),
        "people": Sum(f"{path}party_size", filter=going, default=0),
        "room": Sum(places_held(path), filter=holding & room, default=0),
        "online": Sum(places_held(path), filter=holding & online, default=0),
    }
    if user is not None:
        mine = Q(**{f"{path}user": user})
        # One answer a person: the greatest of one row is that row.
        own = ("state", "mode", "party_size", "offer_expires_at", "offered_places", "queued_at")
        figures |= {f"mine_{name}": Max(f"{path}{name}", filter=mine) for name in own}
    return figures


def _block(meeting: Meeting, values: dict, is_member: bool) -> AnswerBlock:
    known = {name.removeprefix("mine_"): value for name, value in values.items() if value}
    return AnswerBlock(meeting, is_member, **known)


def block_of(rsvp: Rsvp) -> AnswerBlock:
    """The block straight after an answer: what was recorded, without asking the database again."""
    return AnswerBlock(
        rsvp.meeting,
        is_member=True,
        state=rsvp.state,
        mode=rsvp.mode,
        party_size=rsvp.party_size,
        offer_expires_at=rsvp.offer_expires_at,
        offered_places=rsvp.offered_places,
        queued_at=rsvp.queued_at,
    )
