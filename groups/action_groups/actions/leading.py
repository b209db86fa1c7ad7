"""Participants who lead a CAG: from when to when, and whether the page says their name."""

from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from groups.action_groups.models import ActionGroup, ActionGroupLead


@action
def add_lead(*, action_group: ActionGroup, user: User, by: User) -> None:
    """A participant leads the CAG from today."""
    if not ActionGroup.objects.of(user).filter(pk=action_group.pk).exists():
        raise RuleBroken(f"{user} is not in this CAG, so cannot lead it.")
    lead, made = ActionGroupLead.objects.get_or_create(action_group=action_group, user=user, ended_on=None)
    if made:
        audit.record("cag.lead_added", action_group, by=by, user=user.pk, lead=lead.pk)


@action
def end_lead(*, lead: ActionGroupLead, by: User) -> None:
    """The participant leads no longer; the dates stay."""
    lead.ended_on = timezone.localdate()
    lead.save(update_fields=["ended_on"])
    audit.record("cag.lead_ended", lead.action_group, by=by, user=lead.user_id, lead=lead.pk)


@action
def publish_lead(*, action_group: ActionGroup, user: User, shown: bool, by: User) -> None:
    """The lead says whether the CAG's page names them."""
    lead = ActionGroupLead.objects.filter(action_group=action_group, user=user, ended_on=None).first()
    if lead is None:
        raise RuleBroken("You do not lead this CAG now.")
    lead.is_published = shown
    lead.save(update_fields=["is_published"])
    audit.record("cag.lead_published", action_group, by=by, user=user.pk, lead=lead.pk, shown=shown)


def settle_leads(kept: ActionGroupLead, row: ActionGroupLead, *, by: User) -> None:
    """Two CAGs become one and somebody led both: they lead on under the one that stays. Call inside an action."""
    end_lead(lead=row, by=by)
