"""Gatherer: what this app does when it hears news from elsewhere."""

from groups.action_groups import receivers as action_groups
from groups.contacts import receivers as contacts
from groups.duplicates import receivers as duplicates
from groups.enquiries import receivers as enquiries
from groups.invitations import receivers as invitations
from groups.joining import receivers as joining
from groups.suggestions import receivers as suggestions
from groups.support_plans import receivers as support_plans

__all__ = ["action_groups", "contacts", "duplicates", "enquiries", "invitations", "joining", "suggestions"]
__all__ += ["support_plans"]
