"""Gatherer: the Celery tasks of this app."""

from groups.networks import tasks as networks
from groups.suggestions import tasks as suggestions
from groups.workspace import tasks as workspace

__all__ = ["workspace", "networks", "suggestions"]
