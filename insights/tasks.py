"""Gatherer: the Celery tasks of this app."""

from insights.dialogue import tasks as dialogue
from insights.evaluations import tasks as evaluations
from insights.figures import tasks as figures
from insights.issues import tasks as issues
from insights.offers import tasks as offers
from insights.packs import tasks as packs
from insights.pledges import tasks as pledges
from insights.reports import tasks as reports
from insights.stakeholders import tasks as stakeholders
from insights.surveys import tasks as surveys
from insights.triage import tasks as triage

__all__ = ["dialogue", "evaluations", "figures", "issues", "offers", "packs", "pledges", "reports"]
__all__ += ["stakeholders", "surveys", "triage"]
