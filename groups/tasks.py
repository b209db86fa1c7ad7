"""Gatherer: the Celery tasks of this app."""

from groups.networks import tasks as networks

__all__ = ["networks"]
