"""Gatherer: the Celery tasks of this app."""

from groups.action_groups import tasks as action_groups
from groups.duplicates import tasks as duplicates
from groups.enquiries import tasks as enquiries
from groups.networks import tasks as networks
from groups.support_plans import tasks as support_plans
from groups.workspace import tasks as workspace
from groups.yearly import tasks as yearly

__all__ = [
    "action_groups",
    "duplicates",
    "enquiries",
    "networks",
    "support_plans",
    "workspace",
    "yearly",
]
