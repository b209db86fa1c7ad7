"""What is old is forgotten, unless it is held; and holds begin and end."""

from collections import Counter
from datetime import datetime
from enum import Enum

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from camk.retention.models import Hold, RetentionRun
from camk.retention.rules import Rule


class Fate(Enum):
    """What became of a row that was due."""

    FORGOTTEN = "forgotten"
    HELD = "held"
    GONE = "not due any more"


@action
def forget_one(*, rule: Rule, row: Model, now: datetime) -> Fate:
    """Let go of one row, if it is still due and nothing holds it; a second run at the same time finds it done."""
    row = rule.due(now).select_for_update(of=("self",)).filter(pk=row.pk).first()
    if row is None:
        return Fate.GONE
    if rule.held(rule.model._base_manager.filter(pk=row.pk)).exists():
        return Fate.HELD
    audit.record("retention.forgotten", row, by=None, rule=rule.code)  # before: the row itself may go
    rule.forget(row=row, now=now)
    return Fate.FORGOTTEN


@action
def forget_lot(*, rule: Rule, now: datetime) -> Counter:
    """Let go of all that is due by a rule at once; how many by their fate."""
    held = rule.held(rule.due(now))
    waiting = held.count()
    gone = rule.forget(rows=rule.due(now).exclude(pk__in=held.values("pk")), now=now)
    return Counter({Fate.FORGOTTEN: gone, Fate.HELD: waiting})


@action
def forget_entries(*, rows: QuerySet[audit.AuditEvent], now: datetime) -> int:
    """Through the gate that the trigger knows; returns how many."""
    gate = audit.RetentionGate.objects.create(opened_at=now)
    gone, _ = rows.delete()
    gate.delete()
    return gone


@action
def note_run(*, rule: Rule, now: datetime, forgotten: int, held: int, failed: int) -> RetentionRun:
    """Write down what a run did."""
    return RetentionRun.objects.create(rule=rule.code, at=now, forgotten=forgotten, held=held, failed=failed)


@action
def hold(*, target_type: str, number: str, kind: str, case: str = "", by: User) -> Hold:
    """Nothing of this record is forgotten from now on. `number`: its reference, or its number in the staff pages."""
    row = _find(target_type, number.strip())
    if row is None:
        raise RuleBroken("There is no such record. Look at its number or reference once more.")
    key = {"target_type": target_type, "target_id": str(row.pk), "kind": kind}
    if Hold.objects.standing().filter(**key).exists():
        raise RuleBroken("It is held for this reason already.")
    made = Hold.objects.create(**key, case=case.strip(), by=by)
    audit.record("retention.held", row, by=by, hold=made.pk, kind=kind)
    return made


def _find(target_type: str, number: str) -> Model | None:
    model = apps.get_model(target_type)
    try:
        model._meta.get_field("reference")
        rows = model._default_manager.filter(reference__iexact=number)
        if rows.exists():
            return rows.get()
    except FieldDoesNotExist:
        pass
    try:
        return model._default_manager.filter(pk=int(number)).first() if number.isascii() else None
    except (ValueError, OverflowError, ValidationError):
        return None


@action
def end_hold(*, hold: Hold, by: User) -> None:
    """The case is over: what is old is forgotten the next night."""
    stored = Hold.objects.select_for_update().get(pk=hold.pk)
    if stored.ended_at:
        raise RuleBroken("This hold has ended already.")
    stored.ended_at = timezone.now()
    stored.save(update_fields=["ended_at"])
    audit.record("retention.hold_ended", stored, by=by)
