"""Leaders agree to be written down by name, and withdraw; nobody is kept by name who did not agree."""

from datetime import date, datetime

from django.utils import timezone

from camk import audit
from camk.accounts.actions import person_for
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.initiatives.models import AllianceMember, Initiative, Leader
from insights.initiatives.permissions import check_may_log


@action
def add_leader(
    *,
    initiative: Initiative,
    name: str,
    consent_on: date,
    email: str = "",
    member: AllianceMember | None = None,
    by: User,
) -> Leader:
    """Somebody agreed on that day to be asked. With an address, who came to our own trainings is read from there."""
    check_may_log(by, initiative)
    if consent_on > timezone.localdate():
        raise RuleBroken("This day is still to come. Write down when they agreed.")
    if not name.strip():
        raise RuleBroken("Write the name they want to be called by.")
    user = person_for(email=email, name=name.strip(), by=by) if email else None
    if user and initiative.leaders.agreeing().filter(user=user).exists():
        raise RuleBroken("They are written down already.")
    row = Leader.objects.create(
        initiative=initiative, name=name.strip(), user=user, member=member, consent_on=consent_on
    )
    audit.record("leader.agreed", row, by=by, initiative=initiative, consent_on=consent_on)
    return row


@action
def withdraw_leader(*, leader: Leader, by: User) -> None:
    """They do not want to be written down any more: name, person and trainings go; that somebody withdrew stays."""
    check_may_log(by, leader.initiative)
    row = Leader.objects.select_for_update().get(pk=leader.pk)
    if row.withdrawn_on is None:
        _unname(row, timezone.localdate())
        audit.record("leader.withdrew", row, by=by, initiative=leader.initiative_id)


@action
def forget_leader(*, row: Leader, now: datetime, by=None) -> None:
    """They took part in nothing for long: as if they had withdrawn."""
    _unname(row, timezone.localdate(now))


def _unname(row: Leader, day: date) -> None:
    row.trainings.clear()
    row.name, row.user, row.member, row.withdrawn_on = "", None, None, day
    row.save()
