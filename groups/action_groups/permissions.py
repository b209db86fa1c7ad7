"""Who may act in a CAG, asked of current rows at the time of asking."""

from groups.action_groups.models import ActionGroup, ActionGroupMembership
from groups.organisations.models import OrganisationRole


def is_member(user, action_group: ActionGroup) -> bool:
    """In this CAG now, for an organisation or on their own."""
    if not user.is_authenticated:
        return False
    return ActionGroupMembership.objects.active().of(user).filter(action_group=action_group).exists()


def is_lead(user, action_group: ActionGroup) -> bool:
    """Leads this CAG now, and is still in it."""
    if not user.is_authenticated:
        return False
    return ActionGroup.objects.led_by(user).filter(pk=action_group.pk).exists()


def may_end(user, membership: ActionGroupMembership) -> bool:
    """The supporter's own membership, or that of an organisation this person acts for."""
    if membership.user_id:
        return membership.user_id == user.pk
    return OrganisationRole.objects.current().filter(user=user, organisation=membership.organisation_id).exists()
