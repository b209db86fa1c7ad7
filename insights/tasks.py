"""Gatherer: the Celery tasks of this app."""

from insights.triage import tasks as triage

__all__ = ["triage"]
