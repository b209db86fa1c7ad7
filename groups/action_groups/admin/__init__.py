"""Staff pages of this room."""

from groups.action_groups.admin import action_groups, memberships, proposals, questions

__all__ = ["action_groups", "memberships", "proposals", "questions"]
