"""Gatherer: the Celery tasks of this app."""

from insights.offers import tasks as offers
from insights.triage import tasks as triage

__all__ = ["offers", "triage"]
