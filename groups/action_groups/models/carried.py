"""What belongs to a CAG, or to an organisation here, and how it follows when two records become one.

Memberships and leads of a CAG settle in `receivers.py`: there an action decides which of two rows stays.
"""

from camk.merging import DROP, Ends, carry, mergeable

carry(
    "groups.ActionGroupMembership.organisation",
    "CAG memberships and requests",
    clash=Ends(
        rank=("active", "paused", "dormant", "applied"),
        since="applied_at",
        ends={"active": "left", "paused": "left", "dormant": "left", "applied": "withdrawn"},
    ),
)

mergeable("groups.ActionGroup")
carry("groups.ActionGroup.merged_into", "CAGs that became part of it before")
carry("groups.ActionGroup.themes", "themes")
carry("groups.ActionGroupChange.action_group", "earlier names and purposes")
carry("groups.ActionGroupWatch.action_group", "people who follow it", clash=DROP)
carry("groups.ActionGroupQuestion.action_group", "questions and requests for insights")
carry("groups.ActionGroupProposal.action_group", "proposals")
