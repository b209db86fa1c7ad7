"""Who writes what a CAG learnt."""

from groups.action_groups.permissions import is_lead
from groups.workspace.permissions import is_workspace_staff


def may_write_learning(user, action_group) -> bool:
    """Its leads of today, and staff who look after CAGs."""
    return is_workspace_staff(user) or is_lead(user, action_group)
