"""What is kept of Collaborative Action Groups: themselves, who is in them, who leads, follows, asks and proposes."""

from groups.action_groups.models import carried
from groups.action_groups.models.action_groups import (
    ActionGroup,
    ActionGroupMembership,
    ActionGroupMembershipMove,
)
from groups.action_groups.models.changes import ActionGroupChange
from groups.action_groups.models.leads import ActionGroupLead
from groups.action_groups.models.proposals import ActionGroupProposal
from groups.action_groups.models.questions import ActionGroupQuestion
from groups.action_groups.models.watching import ActionGroupWatch

__all__ = [
    "ActionGroup",
    "ActionGroupChange",
    "ActionGroupLead",
    "ActionGroupMembership",
    "ActionGroupMembershipMove",
    "ActionGroupProposal",
    "ActionGroupQuestion",
    "ActionGroupWatch",
    "carried",
]
