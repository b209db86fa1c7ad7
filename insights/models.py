"""Gatherer: the models from issue to pledge."""

from insights.agenda import models as agenda
from insights.contributions import models as contributions
from insights.dialogue import models as dialogue
from insights.discussions import models as discussions
from insights.evaluations import models as evaluations
from insights.figures import models as figures
from insights.initiatives import models as initiatives
from insights.issues import models as issues
from insights.learning import models as learning
from insights.loop import models as loop
from insights.offers import models as offers
from insights.packs import models as packs
from insights.pledges import models as pledges
from insights.rankings import models as rankings
from insights.reports import models as reports
from insights.reviews import models as reviews
from insights.safeguarding import models as safeguarding
from insights.stakeholders import models as stakeholders
from insights.stories import models as stories
from insights.surveys import models as surveys
from insights.together import models as together
from insights.triage import models as triage

__all__ = [
    "agenda",
    "contributions",
    "dialogue",
    "discussions",
    "evaluations",
    "figures",
    "initiatives",
    "issues",
    "learning",
    "loop",
    "offers",
    "packs",
    "pledges",
    "rankings",
    "reports",
    "reviews",
    "safeguarding",
    "stakeholders",
    "stories",
    "surveys",
    "together",
    "triage",
]
