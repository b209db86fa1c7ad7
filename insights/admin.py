"""Gatherer: the staff pages of this app."""

from insights.agenda import admin as agenda
from insights.dialogue import admin as dialogue
from insights.discussions import admin as discussions
from insights.evaluations import admin as evaluations
from insights.figures import admin as figures
from insights.initiatives import admin as initiatives
from insights.issues import admin as issues
from insights.learning import admin as learning
from insights.loop import admin as loop
from insights.offers import admin as offers
from insights.pledges import admin as pledges
from insights.reports import admin as reports
from insights.safeguarding import admin as safeguarding
from insights.stakeholders import admin as stakeholders
from insights.stories import admin as stories
from insights.surveys import admin as surveys
from insights.together import admin as together
from insights.triage import admin as triage

__all__ = [
    "stakeholders",
    "issues",
    "learning",
    "safeguarding",
    "triage",
    "agenda",
    "discussions",
    "dialogue",
    "initiatives",
    "evaluations",
    "figures",
    "reports",
    "pledges",
    "stories",
    "offers",
    "together",
    "loop",
    "surveys",
]
