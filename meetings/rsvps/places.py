"""Counting places under one lock: who holds them, who waits, what is free."""

from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum

from camk.errors import RuleBroken
from camk.questions import question
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

State = Rsvp.State
ASKED = (State.YES, State.MAYBE, State.NO)
FIELDS = [field.attname for field in Rsvp._meta.concrete_fields]


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting, fresh and locked until the transaction ends: all counting of places happens under this lock."""
    return _locked(key=meeting.pk)[0]


@question
def _locked(*, key):
    return Meeting.objects.select_for_update(of=("self",)).select_related("venue").filter(pk=key)


@dataclass
class Standing:
    """One person's answer so far, and what all others hold and wait for, in people, by mode."""

    rsvp: Rsvp | None
    held: dict[str, int]
    waiting: dict[str, int]


def standing(meeting: Meeting, user) -> Standing:
    """How things stand for `user`; one statement, asked only under the lock."""
    # Without a limit there is nothing to count.
    limited = tuple(mode for mode in meeting.modes if meeting.capacity_of(mode) is not None)
    [row] = _standing(limited, meeting=meeting.pk, user=user.pk)
    rsvp = None
    if row["mine_id"] is not None:
        rsvp = Rsvp.from_db("default", FIELDS, [row[f"mine_{name}"] for name in FIELDS])
        rsvp.meeting, rsvp.user = meeting, user
    return Standing(
        rsvp,
        held={mode: row.get(f"held_{mode}") or 0 for mode in Rsvp.Mode.values},
        waiting={mode: row.get(f"waiting_{mode}") or 0 for mode in Rsvp.Mode.values},
    )


@question
def _standing(modes, /, *, meeting, user):
    others = Rsvp.objects.filter(meeting=OuterRef("pk")).exclude(user=user)
    counts = {}
    for mode in modes:
        counts[f"held_{mode}"] = _figure(others.holding_places().filter(mode=mode), Sum("party_size"))
        counts[f"waiting_{mode}"] = _figure(others.filter(state=State.WAITLISTED, mode=mode), Count("pk"))
    rows = Meeting.objects.filter(pk=meeting)
    rows = rows.annotate(mine=FilteredRelation("rsvps", condition=Q(rsvps__user=user)), **counts)
    return rows.values(*counts, **{f"mine_{name}": F(f"mine__{name}") for name in FIELDS})


def _figure(rows: QuerySet, aggregate) -> Subquery:
    return Subquery(rows.order_by().values("meeting").annotate(n=aggregate).values("n"))


def free(meeting: Meeting, mode: str) -> int | None:
    """Places left in this mode; None = no limit; below nought after the limit was lowered."""
    capacity = meeting.capacity_of(mode)
    if capacity is None:
        return None
    held = Rsvp.objects.holding_places().filter(meeting=meeting, mode=mode).aggregate(n=Sum("party_size"))["n"]
    return capacity - (held or 0)


def decide(meeting: Meeting, now: Standing, *, answer: str, mode: str, party_size: int) -> str:
    """The state this answer leads to. Raises RuleBroken rather than take away a place already held."""
    if answer != State.YES:
        return answer
    capacity, rsvp = meeting.capacity_of(mode), now.rsvp
    fits = capacity is None or now.held[mode] + party_size <= capacity
    # A free place belongs to the queue first: nobody new walks past people who wait.
    direct = fits and not now.waiting[mode]
    holds = rsvp is not None and rsvp.state in Rsvp.HOLDING
    if direct or (holds and rsvp.mode == mode and party_size <= rsvp.party_size):
        return State.YES
    if holds and rsvp.mode == mode:
        raise RuleBroken(f"There is no room for {party_size} people. You keep your place for {rsvp.party_size}.")
    if holds:
        full = "The room" if mode == Rsvp.Mode.ROOM else "The online meeting"
        raise RuleBroken(f"{full} is full. You keep the place you have.")
    return State.WAITLISTED
