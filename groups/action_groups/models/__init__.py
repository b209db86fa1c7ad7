"""What is kept of Collaborative Action Groups: themselves, who is in them, who follows them."""

from groups.action_groups.models.action_groups import (
    ActionGroup,
    ActionGroupChange,
    ActionGroupLead,
    ActionGroupMembership,
)
from groups.action_groups.models.watching import ActionGroupWatch

__all__ = ["ActionGroup", "ActionGroupChange", "ActionGroupLead", "ActionGroupMembership", "ActionGroupWatch"]
