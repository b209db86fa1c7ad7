"""Reading what is sealed: the lead at any time, two others together in an emergency; each reading is written down."""

from datetime import timedelta

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.accounts.permissions import is_safeguarding_lead
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.actions import post
from insights.issues.actions import safeguarding_people
from insights.safeguarding.models import EmergencyRequest, Opening, SealedRecord
from insights.safeguarding.permissions import may_break_glass
from insights.safeguarding.vault import unshut

ALLOWED_FOR = timedelta(hours=4)


@action
def open_record(*, record: SealedRecord, by: User) -> dict:
    """What was sealed, for the lead or for whom an emergency was allowed; the reading is written down first."""
    if record.ended_at is not None:
        raise RuleBroken("Nothing is kept here any more.")
    emergency = None
    if not is_safeguarding_lead(by):
        emergency = record.allowed_now(by) if may_break_glass(by) else None
        if emergency is None:
            raise RuleBroken(
                "Only the safeguarding lead opens this. In an emergency ask, and let a second person allow."
            )
    Opening.objects.create(record=record, by=by, emergency=emergency)
    audit.record("safeguarding.opened", record, by=by, emergency=emergency)
    return unshut(record.cipher)


@action
def ask_emergency(*, record: SealedRecord, reason: str, by: User) -> EmergencyRequest:
    """Somebody who is not the lead must know now; a second person decides, and the lead hears of it."""
    if not may_break_glass(by) or is_safeguarding_lead(by):
        raise RuleBroken("This is for staff and administrators when no safeguarding lead can be reached.")
    if len(reason.strip()) < 10:
        raise RuleBroken("Say in a sentence why it cannot wait for the safeguarding lead. Name nobody.")
    row = EmergencyRequest.objects.create(record=record, reason=reason.strip(), asked_by=by)
    audit.record("safeguarding.emergency_asked", record, by=by, reason_length=len(reason))
    _tell_leads(row, "safeguarding_emergency")
    return row


@action
def allow_emergency(*, emergency: EmergencyRequest, by: User) -> None:
    """The second person allows it, for four hours."""
    row = EmergencyRequest.objects.select_for_update().get(pk=emergency.pk)
    if not (may_break_glass(by) or is_safeguarding_lead(by)):
        raise RuleBroken("Only staff, an administrator or the safeguarding lead may allow this.")
    if row.asked_by_id == by.pk:
        raise RuleBroken("A second person must allow this, not the one who asked.")
    if row.allowed_by_id:
        raise RuleBroken("This was allowed already.")
    row.allowed_by, row.allowed_until = by, timezone.now() + ALLOWED_FOR
    row.save(update_fields=["allowed_by", "allowed_until"])
    audit.record("safeguarding.emergency_allowed", row.record, by=by, asked_by=row.asked_by)
    _tell_leads(row, "safeguarding_emergency_allowed")


def _tell_leads(row: EmergencyRequest, event: str) -> None:
    for lead in safeguarding_people():
        post(event=f"insights/{event}", key=f"{event}:{row.pk}:{lead.pk}", user=lead, context={"emergency": row})
