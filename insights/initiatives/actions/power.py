"""Who can change what the initiative asks for, where they stand, and what was said to them."""

from datetime import date

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.initiatives.models import Dealing, Initiative, PowerHolder
from insights.initiatives.permissions import check_may_log
from insights.stakeholders.actions.dealings import note
from insights.stakeholders.models import Stakeholder, StakeholderContact


@action
def place_on_map(
    *,
    initiative: Initiative,
    stakeholder: Stakeholder,
    contact: StakeholderContact | None,
    influence: int,
    support: int,
    by: User,
) -> PowerHolder:
    """How much a power-holder can do and where they stand today; placed again, the newer stands."""
    check_may_log(by, initiative)
    if contact and contact.stakeholder_id != stakeholder.pk:
        raise RuleBroken(f"{contact.name} is not a contact of {stakeholder}.")
    place = {"influence": influence, "support": support, "looked_on": timezone.localdate()}
    row, _ = PowerHolder.objects.update_or_create(
        initiative=initiative, stakeholder=stakeholder, contact=contact, defaults=place
    )
    audit.record("power_map.placed", row, by=by, initiative=initiative, influence=influence, support=support)
    return row


@action
def log_dealing(*, initiative: Initiative, holder: PowerHolder, on: date, how: str, words: str, by: User) -> Dealing:
    """We met, rang or wrote to a power-holder; it stands in the one log of our dealings with that partner."""
    check_may_log(by, initiative)
    if holder.initiative_id != initiative.pk:
        raise RuleBroken("This power-holder is not on the map of this initiative.")
    entry = note(stakeholder=holder.stakeholder, contact=holder.contact, on=on, how=how, words=words, by=by)
    return Dealing.objects.create(initiative=initiative, note=entry)
