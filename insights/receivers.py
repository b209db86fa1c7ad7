"""Gatherer: what the rooms of this app do when words leave the portal, or a meeting below changes."""

from insights.agenda import receivers as agenda
from insights.contributions import receivers as contributions
from insights.dialogue import receivers as dialogue
from insights.discussions import receivers as discussions
from insights.evaluations import receivers as evaluations
from insights.figures import receivers as figures
from insights.initiatives import receivers as initiatives
from insights.issues import receivers as issues
from insights.learning import receivers as learning
from insights.loop import receivers as loop
from insights.offers import receivers as offers
from insights.packs import receivers as packs
from insights.pledges import receivers as pledges
from insights.reports import receivers as reports
from insights.reviews import receivers as reviews
from insights.stories import receivers as stories
from insights.surveys import receivers as surveys
from insights.together import receivers as together
from insights.triage import receivers as triage

__all__ = ["agenda", "issues", "reports", "stories", "together", "triage"]
__all__ += ["contributions", "learning", "loop", "offers", "surveys"]
__all__ += ["dialogue", "discussions", "evaluations", "figures", "initiatives", "packs", "pledges", "reviews"]
