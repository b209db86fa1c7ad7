"""Gatherer: the Celery tasks of this app."""

from groups.action_groups import tasks as action_groups
from groups.duplicates import tasks as duplicates
from groups.networks import tasks as networks
from groups.suggestions import tasks as suggestions
from groups.workspace import tasks as workspace

__all__ = ["action_groups", "duplicates", "networks", "suggestions", "workspace"]
