"""Counting places under one lock: who holds them, who waits, what is free."""

from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from camk.errors import RuleBroken
from camk.questions import question
from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp, places_held

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
    [row] = _standing(limited, meeting.mode == Meeting.Mode.BOTH, meeting=meeting.pk, user=user.pk)
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
def _standing(modes, both, /, *, meeting, user):
    others = Rsvp.objects.filter(meeting=OuterRef("pk")).exclude(user=user)
    counts = {}
    for mode in modes:
        counts[f"held_{mode}"] = _figure(others.holding_places().filter(mode=mode), Sum(places_held()))
        counts[f"waiting_{mode}"] = _figure(others.filter(_waits_for(mode, both)), Count("pk"))
    rows = Meeting.objects.filter(pk=meeting)
    rows = rows.annotate(mine=FilteredRelation("rsvps", condition=Q(rsvps__user=user)), **counts)
    return rows.values(*counts, **{f"mine_{name}": F(f"mine__{name}") for name in FIELDS})


def _waits_for(mode: str, both: bool) -> Q:
    waits = Q(state=State.WAITLISTED, mode=mode) | Q(offered_places__isnull=False, mode=mode)
    return waits | Rsvp.WAITS_ONLINE if both and mode == Rsvp.Mode.ROOM else waits


def _figure(rows: QuerySet, aggregate) -> Subquery:
    return Subquery(rows.order_by().values("meeting").annotate(n=aggregate).values("n"))


def free(meeting: Meeting, mode: str) -> int | None:
    """Places left in this mode; None = no limit; below nought after the limit was lowered."""
    capacity = meeting.capacity_of(mode)
    if capacity is None:
        return None
    held = Rsvp.objects.holding_places().filter(meeting=meeting, mode=mode).aggregate(n=Sum(places_held()))["n"]
    return capacity - (held or 0)


def fullness(meeting: Meeting) -> list[str]:
    """How full each half is, in words for staff."""
    rows = Rsvp.objects.filter(meeting=meeting).values_list("mode")
    held = dict(rows.holding_places().annotate(n=Sum(places_held())))
    queue = dict(rows.filter(state=State.WAITLISTED).annotate(n=Sum("party_size")))
    return [_half(meeting, mode, held.get(mode, 0), queue.get(mode, 0)) for mode in meeting.modes]


def _half(meeting: Meeting, mode: str, held: int, queue: int) -> str:
    limit = meeting.capacity_of(mode)
    words = f"{Rsvp.Mode(mode).label}: {held}" + (" people, no limit" if limit is None else f" of {limit} places")
    if limit is not None and held > limit:
        words += f", over by {held - limit}"
    return f"{words}; {queue} waiting" if queue else words


def shares(meeting: Meeting, mode: str) -> dict[int, int] | None:
    """Places each organisation holds in this mode; None while places are not shared out between them."""
    if meeting.fair_until is None or meeting.capacity_of(mode) is None:
        return None
    rows = Rsvp.objects.holding_places().filter(meeting=meeting, mode=mode, organisation__isnull=False)
    return dict(rows.values_list("organisation").annotate(n=Sum(places_held())))


def within_share(meeting: Meeting, held: dict[int, int] | None, rsvp: Rsvp, *, own: int = 0) -> bool:
    """Whether this party, holding `own` places among `held`, leaves its organisation with no more than its share."""
    if held is None or rsvp.organisation_id is None:
        return True
    return held.get(rsvp.organisation_id, 0) - own + rsvp.party_size <= meeting.places_each


def decide(rsvp: Rsvp, now: Standing, *, answer: str) -> str:
    """The state this answer leads to. Raises RuleBroken rather than take away a place already held."""
    if answer != State.YES:
        return answer
    meeting, mode, size = rsvp.meeting, rsvp.mode, rsvp.party_size
    before = now.rsvp
    capacity = meeting.capacity_of(mode)
    held = before.places_held if before is not None and before.mode == mode else 0
    if 0 < size <= held:
        return State.YES
    fair = _within_share(rsvp, before, held)
    # A free place belongs to the queue first: nobody new walks past people who wait.
    if fair and (capacity is None or now.held[mode] + size <= capacity) and not now.waiting[mode]:
        return State.YES
    if before is not None and before.state in Rsvp.HOLDING:
        raise RuleBroken(_keeps(before, rsvp, fair, capacity, now.held[mode]))
    return State.WAITLISTED


def _within_share(rsvp: Rsvp, before: Rsvp | None, held: int) -> bool:
    """Raises RuleBroken when the party alone is more than any organisation gets now."""
    meeting = rsvp.meeting
    if meeting.fair_until is None or rsvp.organisation_id is None or meeting.capacity_of(rsvp.mode) is None:
        return True
    if rsvp.party_size > meeting.places_each:
        raise RuleBroken(
            f"Until {timezone.localtime(meeting.fair_until):%-d %B} there are places for up to "
            f"{meeting.places_each} people of one organisation. Say {meeting.places_each} or fewer now; "
            "you can add more after that day."
        )
    same = before is not None and before.organisation_id == rsvp.organisation_id
    return within_share(meeting, shares(meeting, rsvp.mode), rsvp, own=held if same else 0)


def _keeps(before: Rsvp, rsvp: Rsvp, fair: bool, capacity: int | None, others: int) -> str:
    """Why more, or the other way of coming, cannot be had, and that nothing is lost."""
    if before.mode != rsvp.mode:
        full = "The room" if rsvp.mode == Rsvp.Mode.ROOM else "The online meeting"
        return f"{full} is full. You keep the place you have."
    if not fair:
        return (
            f"Your organisation has its share of the places just now. You keep your place for {before.places_held}."
        )
    if before.offered_places:
        return f"There is no room for {rsvp.party_size} people yet. Take what there is, or wait for all of you."
    return f"There is no room for {rsvp.party_size} people. You keep your place for {before.places_held}."
