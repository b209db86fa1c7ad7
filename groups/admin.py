"""Gatherer: the staff pages of this app."""

from groups.action_groups import admin as action_groups
from groups.directory import admin as directory
from groups.duplicates import admin as duplicates
from groups.enquiries import admin as enquiries
from groups.invitations import admin as invitations
from groups.networks import admin as networks
from groups.organisations import admin as organisations
from groups.places import admin as places
from groups.programmes import admin as programmes
from groups.suggestions import admin as suggestions
from groups.support_plans import admin as support_plans
from groups.themes import admin as themes
from groups.updates import admin as updates
from groups.workspace import admin as workspace

__all__ = [
    "workspace",
    "organisations",
    "invitations",
    "action_groups",
    "duplicates",
    "directory",
    "enquiries",
    "networks",
    "updates",
    "suggestions",
    "support_plans",
    "places",
    "themes",
    "programmes",
]
