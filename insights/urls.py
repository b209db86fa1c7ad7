"""Gatherer: addresses of issues, reports, stories, conversation notes and figures."""

from insights.contributions import urls as contributions
from insights.dialogue import urls as dialogue
from insights.evaluations import urls as evaluations
from insights.figures import urls as figures
from insights.impact import urls as impact
from insights.initiatives import urls as initiatives
from insights.issues import urls as issues
from insights.learning import urls as learning
from insights.offers import urls as offers
from insights.operations import urls as operations
from insights.packs import urls as packs
from insights.pledges import urls as pledges
from insights.rankings import urls as rankings
from insights.reports import urls as reports
from insights.returns import urls as returns
from insights.reviews import urls as reviews
from insights.stories import urls as stories
from insights.surveys import urls as surveys
from insights.together import urls as together
from insights.triage import urls as triage

app_name = "insights"
urlpatterns = (
    issues.urlpatterns
    + contributions.urlpatterns
    + triage.urlpatterns
    + reports.urlpatterns
    + pledges.urlpatterns
    + stories.urlpatterns
    + dialogue.urlpatterns
    + initiatives.urlpatterns
    + learning.urlpatterns
    + returns.urlpatterns
    + reviews.urlpatterns
    + impact.urlpatterns
    + evaluations.urlpatterns
    + packs.urlpatterns  # before the figures, whose codes take any word
    + figures.urlpatterns
    + rankings.urlpatterns
    + offers.urlpatterns
    + together.urlpatterns
    + surveys.urlpatterns
    + operations.urlpatterns
)
