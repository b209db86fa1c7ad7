"""What happens to a connection: it begins, moves on, ends; a meeting ties everybody who came."""

from datetime import datetime
from itertools import combinations

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.organisations.models import Organisation
from meetings.connections.models import Connection, ConnectionChange, low_first
from meetings.day.models import Arrival
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp

State, Origin = Connection.State, Connection.Origin
MOST_WORDS = 1000
FURTHER = [State.ENDED, State.SUGGESTED, State.BOTH_AGREED, State.INTRODUCED, State.TALKING, State.JOINT_WORK]
BATCH = 500


@action
def connect(
    *,
    one: Organisation,
    other: Organisation,
    origin: str,
    state: str = State.INTRODUCED,
    meeting: Meeting | None = None,
    at: datetime | None = None,
    came_of_it: str = "",
    by,
) -> Connection:
    """Write down that these two came together, or got further than the row says; never steps back.

    A pair that is real already keeps its origin and date; what is new about it is its state.
    """
    if one.pk == other.pk:
        raise RuleBroken("An organisation has no connection with itself.")
    low, high = low_first(one, other)
    row = Connection.objects.select_for_update().filter(low=low, high=high).first()
    if row is None:
        row = Connection(low=low, high=high, created_by=by if by and by.pk else None)
    elif _is_as_far(row, state) and not came_of_it:
        return row
    elif not _is_as_far(row, state):
        check_move(Connection.MOVES, row.state, state, dict(State.choices))
    else:
        state = row.state
    if row.tied_at is None:
        row.origin, row.meeting = origin, meeting
    _keep(row, state, came_of_it=came_of_it, at=at, by=by)
    return row


@action
def move_on(*, connection: Connection, state: str, came_of_it: str = "", by) -> None:
    """A contact or staff say how far the two have got, or that it ended."""
    row = Connection.objects.select_for_update(of=("self",)).select_related("low", "high").get(pk=connection.pk)
    came_of_it = came_of_it.strip()
    if row.state == state and came_of_it == row.came_of_it:
        return
    if row.state != state:
        check_move(Connection.MOVES, row.state, state, dict(State.choices))
    _keep(row, state, came_of_it=came_of_it, by=by)


@action
def give_up(*, one: Organisation, other: Organisation, by) -> None:
    """A suggestion came to nothing; a pair that is real already stays as it is."""
    row = Connection.objects.between(one, other).select_for_update().filter(tied_at__isnull=True).first()
    if row is not None and row.state != State.ENDED:
        _keep(row, State.ENDED, by=by)


def _is_as_far(row: Connection, state: str) -> bool:
    """Whether the pair is at `state` or beyond it already."""
    return FURTHER.index(row.state) >= FURTHER.index(state)


def _keep(row: Connection, state: str, *, came_of_it: str = "", at: datetime | None = None, by) -> None:
    """Save the row in its new state with a line of history."""
    now = timezone.now()
    old, row.state = row.state if row.pk else "", state
    if state in Connection.REAL and row.tied_at is None:
        row.tied_at = at or now
    row.came_of_it = came_of_it or row.came_of_it
    row.state_changed_at = at or now
    row.save()
    ConnectionChange.objects.create(
        connection=row,
        organisation=row.low,
        other=row.high,
        at=at or now,
        old=old,
        new=state,
        origin=row.origin,
        came_of_it=came_of_it,
        by=by if by and by.pk else None,
    )
    audit.record("connection.moved", row, by=by, old=old, new=state, origin=row.origin, words=len(came_of_it))


@action
def tie_who_came(*, meeting: Meeting, by=None) -> int:
    """Everybody who came to this meeting has met: one tie for each pair that had none; returns how many.

    May run again: a name marked later is tied then, and nothing is written twice.
    """
    came = Rsvp.objects.filter(meeting=meeting, attendance=Rsvp.Attendance.ATTENDED, organisation__isnull=False)
    walked_in = Arrival.objects.filter(meeting=meeting, organisation__isnull=False).walked_in()
    keys = sorted({*came.values_list("organisation", flat=True), *walked_in.values_list("organisation", flat=True)})
    there = {
        (row.low_id, row.high_id): row
        for row in Connection.objects.select_for_update().filter(low__in=keys, high__in=keys)
    }
    at = meeting.ends_at
    new = [
        Connection(
            low_id=low,
            high_id=high,
            origin=Origin.MEETING,
            state=State.INTRODUCED,
            meeting=meeting,
            tied_at=at,
            state_changed_at=at,
        )
        for low, high in combinations(keys, 2)
        if (low, high) not in there
    ]
    Connection.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    waiting = [row for row in there.values() if row.tied_at is None]
    old = {row.pk: row.state for row in waiting}
    for row in waiting:
        row.origin, row.meeting, row.tied_at, row.state_changed_at = Origin.MEETING, meeting, at, at
        row.state = State.INTRODUCED
    changed = ["origin", "meeting", "tied_at", "state_changed_at", "state"]
    Connection.objects.bulk_update(waiting, changed, batch_size=BATCH)
    # ignore_conflicts leaves no keys on the rows: those of this meeting without a history are the new ones.
    made = Connection.objects.filter(meeting=meeting, changes__isnull=True)
    ConnectionChange.objects.bulk_create(
        [_met(row, at, "") for row in made] + [_met(row, at, old[row.pk]) for row in waiting], batch_size=BATCH
    )
    if new or waiting:
        audit.record("meeting.ties_recorded", meeting, by=by, organisations=len(keys), ties=len(new) + len(waiting))
    return len(new) + len(waiting)


def _met(row: Connection, at: datetime, old: str) -> ConnectionChange:
    return ConnectionChange(
        connection=row,
        organisation_id=row.low_id,
        other_id=row.high_id,
        at=at,
        old=old,
        new=State.INTRODUCED,
        origin=Origin.MEETING,
    )


def become_one(stays: Connection, goes: Connection, *, by) -> None:
    """Two records of one organisation knew the same other one: one tie stays, as far as the further of the two.

    Called inside the action that joins the records.
    """
    further = max(stays, goes, key=lambda row: FURTHER.index(row.state))
    first = min((row for row in (stays, goes) if row.tied_at), key=lambda row: row.tied_at, default=stays)
    told = [words for words in (stays.came_of_it, goes.came_of_it) if words]
    goes.changes.update(connection=stays)
    goes.delete()
    stays.state, stays.state_changed_at = further.state, further.state_changed_at
    stays.origin, stays.meeting, stays.tied_at = first.origin, first.meeting, first.tied_at
    stays.came_of_it = " ".join(dict.fromkeys(told))
    stays.save()
    audit.record("connection.joined", stays, by=by, state=stays.state, origin=stays.origin)
