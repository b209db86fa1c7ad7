"""Gatherer: the Celery tasks of this app."""

from groups.networks import tasks as networks
from groups.suggestions import tasks as suggestions

__all__ = ["networks", "suggestions"]
