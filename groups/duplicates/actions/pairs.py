"""Pairs that may be one organisation: looked for, said to be different, keyed in by hand."""

from django.utils import timezone

from camk import audit, merging
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.states import check_move
from groups.duplicates.models import LikelyPair
from groups.organisations.finder import pairs
from groups.organisations.models import Organisation

State = LikelyPair.State


@action
def refresh_pairs(*, by: User | None = None) -> int:
    """Look at all records anew; returns how many pairs wait. What staff called different is never proposed again."""
    found = pairs()
    kept = {(pair.low_id, pair.high_id): pair for pair in LikelyPair.objects.select_for_update()}
    gone = [pair.pk for key, pair in kept.items() if pair.state == State.OPEN and key not in found]
    LikelyPair.objects.filter(pk__in=gone).delete()
    fresh = [
        LikelyPair(low_id=low, high_id=high, score=score, reason=reason[:120])
        for (low, high), (score, reason) in found.items()
        if (low, high) not in kept
    ]
    LikelyPair.objects.bulk_create(fresh, ignore_conflicts=True)
    for key, pair in kept.items():
        if key in found and (pair.score, pair.reason) != found[key]:
            pair.score, pair.reason = found[key]
            pair.save(update_fields=["score", "reason"])
    return LikelyPair.objects.open().count()


@action
def note_pair(*, one: Organisation, other: Organisation, by: User) -> LikelyPair:
    """Somebody says that these two records are one organisation."""
    low, high = sorted((one, other), key=lambda row: row.pk)
    if low == high:
        raise RuleBroken("That is one record. Choose two.")
    pair, made = LikelyPair.objects.get_or_create(
        low=low, high=high, defaults={"score": 100, "reason": "staff say so"}
    )
    if made:
        audit.record("pair.noted", pair, by=by, low=low, high=high)
    return pair


@action
def say_different(*, pair: LikelyPair, by: User) -> None:
    """These two are not the same; they are not proposed again."""
    _move(pair, State.DIFFERENT, by=by)


@action
def look_again(*, pair: LikelyPair, by: User) -> None:
    """They may be the same after all."""
    _move(pair, State.OPEN, by=by)


def _move(pair: LikelyPair, state: str, *, by) -> None:
    pair = LikelyPair.objects.select_for_update().get(pk=pair.pk)
    check_move(LikelyPair.MOVES, pair.state, state, dict(State.choices))
    old, pair.state = pair.state, state
    pair.decided_at, pair.decided_by = timezone.now(), by if by and by.pk else None
    pair.save()
    audit.record("pair.moved", pair, by=by, old=old, new=state, low=pair.low_id, high=pair.high_id)


def keep_the_decision(stays: LikelyPair, goes: LikelyPair, *, by) -> None:
    """Both records of a merge were compared with a third: what somebody decided on either holds."""
    if goes.state == State.DIFFERENT:
        stays.state, stays.decided_at, stays.decided_by = goes.state, goes.decided_at, goes.decided_by
        stays.save()
    goes.delete()


@action
def follow_merged(*, by: User | None = None) -> int:
    """Carry over what reached a record after it was joined with another (a form sent a moment too late)."""
    late = set()
    for relation, _how in merging.relations(Organisation):
        merged = {f"{relation.field.name}__state": Organisation.State.MERGED}
        late |= set(relation.model._base_manager.filter(**merged).values_list(relation.field.name, flat=True))
    for goes in Organisation.objects.filter(pk__in=late).order_by("pk"):
        merging.move_all(goes=goes, stays=goes.merged_into, by=by)
    return len(late)
