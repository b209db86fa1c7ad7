"""Suggestions: written down each night, looked at by staff, proposed to both or dismissed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from camk import audit
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.organisations.models import Organisation
from meetings.connections.actions import connect, give_up
from meetings.connections.models import Connection
from meetings.introductions.matching import Pair, best_pairs, read_facts
from meetings.introductions.models import Introduction, IntroductionSide
from meetings.introductions.notices import contacts_of, tell

State, Answer = Introduction.State, IntroductionSide.Answer
ASKED = "Both would read this first. Say in a sentence why the two might meet."


def known_pairs() -> set[tuple[int, int]]:
    """Pairs that need no suggestion: those that met, and those that staff or the two have already thought about."""
    ties = Connection.objects.ties().order_by().values_list("low", "high")
    thought = Introduction.objects.exclude(state=State.WAITING).order_by().values_list("low", "high")
    return set(ties) | set(thought)


@action
def write_suggestions(*, now: datetime, by=None) -> int:
    """The suggestions of today: new ones added, others brought up to date, those no longer true taken out."""
    pairs = {(pair.low, pair.high): pair for pair in best_pairs(read_facts(), known_pairs())}
    waiting = Introduction.objects.select_for_update().to_look_at()
    there = {(row.low_id, row.high_id): row for row in waiting}
    gone = [row.pk for key, row in there.items() if key not in pairs]
    Introduction.objects.filter(pk__in=gone).delete()
    changed = []
    for key, row in there.items():
        if key in pairs and (row.score, row.reason) != (pairs[key].score, pairs[key].reason):
            row.score, row.reason = pairs[key].score, pairs[key].reason
            changed.append(row)
    Introduction.objects.bulk_update(changed, ["score", "reason"], batch_size=500)
    new = [_row(pair, now) for key, pair in pairs.items() if key not in there]
    Introduction.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


def _row(pair: Pair, now: datetime) -> Introduction:
    return Introduction(low_id=pair.low, high_id=pair.high, score=pair.score, reason=pair.reason, suggested_at=now)


@action
def propose(*, introduction: Introduction, reason: str, by) -> Introduction:
    """Ask both, each by mail, whether they would like to be introduced."""
    row = locked(introduction)
    row.reason = reason.strip()[:500]
    _ask(row, by=by)
    return row


@action
def open_introduction(
    *, one: Organisation, other: Organisation, origin: str, reason: str, agreed: dict | None = None, by
) -> Introduction:
    """A pair brought together by something else than our suggestions (a need and an offer): both are asked at once.

    `agreed`: organisation -> the person who has said yes for it already.
    """
    low, high = sorted((one, other), key=lambda organisation: organisation.pk)
    if low == high:
        raise RuleBroken("An organisation cannot be introduced to itself.")
    row = Introduction(low=low, high=high, origin=origin, reason=reason[:500])
    row.save()
    _ask(row, agreed=agreed or {}, by=by)
    return row


def _ask(row: Introduction, *, agreed: dict | None = None, by) -> None:
    """Open the two sides and write to those who have not said yes."""
    if not row.reason:
        raise RuleBroken(ASKED)
    check_move(Introduction.MOVES, row.state, State.PROPOSED, dict(State.choices))
    people = {end: _contacts_or_refuse(end) for end in (row.low, row.high)}
    old, row.state, row.proposed_at = row.state, State.PROPOSED, timezone.now()
    row.chased_at = row.ended_at = None
    row.proposed_by = by if by and by.pk else None
    row.save()
    row.sides.all().delete()
    for end, contacts in people.items():
        user = (agreed or {}).get(end)
        given = {"answer": Answer.YES, "answered_by": user, "answered_at": timezone.now()} if user else {}
        side = IntroductionSide.objects.create(introduction=row, organisation=end, **given)
        if not user:
            tell(side, "proposed", contacts, by=by)
    connect(one=row.low, other=row.high, origin=row.origin, state=Connection.State.SUGGESTED, by=by)
    audit.record("introduction.proposed", row, by=by, old=old, origin=row.origin)


def _contacts_or_refuse(organisation: Organisation) -> list:
    if organisation.state != Organisation.State.ACTIVE:
        raise RuleBroken(f"{organisation} is not active in the network now.")
    contacts = contacts_of(organisation)
    if not contacts:
        raise RuleBroken(f"{organisation} has no contact here who could be asked.")
    return contacts


@action
def dismiss(*, introduction: Introduction, by) -> None:
    """Staff think these two should not be asked; remembered, so that the pair is not suggested again."""
    row = locked(introduction)
    move(row, State.DISMISSED, by=by)


@action
def take_back(*, introduction: Introduction, by) -> None:
    """Stop asking: what it was about has gone (an offer ran out, an organisation left)."""
    row = locked(introduction)
    move(row, State.TAKEN_BACK, by=by)
    did_not_come_about(row, by=by)


def did_not_come_about(row: Introduction, *, by) -> None:
    """Tell those who said yes that it did not come about, and nothing else."""
    for side in row.sides.select_related("organisation", "answered_by"):
        side.introduction = row
        if side.answer == Answer.YES:
            tell(side, "not_now", [side.answered_by], by=by)
    give_up(one=row.low, other=row.high, by=by)


def locked(introduction: Introduction) -> Introduction:
    """The row under its lock, with both ends. Call inside an action."""
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("low", "high")
    return rows.get(pk=introduction.pk)


def move(row: Introduction, state: str, *, by) -> None:
    """One step along the table, with its date."""
    check_move(Introduction.MOVES, row.state, state, dict(State.choices))
    old, row.state, row.ended_at = row.state, state, timezone.now()
    row.save(update_fields=["state", "ended_at"])
    audit.record(f"introduction.{state}", row, by=by, old=old, new=state)


def lapse_dead(*, rows: Iterable[Introduction], by=None) -> int:
    """Take back those one of whose organisations has left or gone quiet. Call inside an action."""
    count = 0
    for row in rows:
        if {row.low.state, row.high.state} != {Organisation.State.ACTIVE}:
            take_back(introduction=row, by=by)
            count += 1
    return count


def become_one(stays: Introduction, goes: Introduction, *, by) -> None:
    """Two records of one organisation had the same pair: the one that got further stays.

    Called inside the action that joins the records.
    """
    order = [State.INTRODUCED, State.PROPOSED, State.NOT_NOW, State.DISMISSED, State.LAPSED, State.TAKEN_BACK]
    order.append(State.WAITING)
    if order.index(State(goes.state)) >= order.index(State(stays.state)):
        goes.delete()
        return
    audit.record("introduction.joined", goes, by=by, old=stays.state, new=goes.state)
    stays.delete()
