"""Gatherer: the Celery tasks of this app."""

from insights.issues import tasks as issues
from insights.offers import tasks as offers
from insights.triage import tasks as triage

__all__ = ["issues", "offers", "triage"]
