"""Loads the demonstration network into an empty portal: all of it in one transaction, or nothing."""

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.details import SiteDetails, site_details
from camk.errors import RuleBroken
from insights.demo.actions.asking import make_asked, make_history, make_proposals, make_responses
from insights.demo.actions.asking_support import make_enquiries, make_support
from insights.demo.actions.closing import make_told
from insights.demo.actions.coming import make_coming
from insights.demo.actions.coming_again import make_series
from insights.demo.actions.connecting import make_connections, make_introductions, make_listings, make_questions
from insights.demo.actions.days import make_days
from insights.demo.actions.desk import make_desk
from insights.demo.actions.evaluating import make_evaluations
from insights.demo.actions.gatherings import make_meetings
from insights.demo.actions.initiatives import make_initiatives
from insights.demo.actions.listening import make_notes, make_stories
from insights.demo.actions.months import make_months
from insights.demo.actions.neighbours import make_doubles, make_networks, make_suggestions, make_updates
from insights.demo.actions.network import (
    make_action_groups,
    make_memberships,
    make_organisations,
    make_programmes,
    make_venues,
)
from insights.demo.actions.offering import make_offers
from insights.demo.actions.outcomes import make_outcomes
from insights.demo.actions.packing import make_packs
from insights.demo.actions.people import make_people
from insights.demo.actions.programmes import make_agendas, make_planned
from insights.demo.actions.ranking import make_learning, make_rankings
from insights.demo.actions.recruiting import make_recruits
from insights.demo.actions.reporting import make_reports
from insights.demo.actions.reviewing import make_reviews
from insights.demo.actions.stage import Stage
from insights.demo.actions.surveying import make_surveys
from insights.demo.actions.telling import make_issues
from insights.demo.actions.together import make_ideas, make_responses_together
from insights.demo.actions.workspaces import make_announcements, make_resources, make_threads
from insights.issues.actions.listing import list_all

STEPS = (
    ("Making the people", make_people),
    ("Making programmes and organisations", make_programmes),
    (None, make_venues),
    (None, make_organisations),
    (None, make_recruits),
    ("Making the Collaborative Action Groups", make_action_groups),
    (None, make_memberships),
    (None, make_responses),
    (None, make_history),
    (None, make_asked),
    (None, make_proposals),
    (None, make_networks),
    (None, make_suggestions),
    (None, make_updates),
    ("Filling the CAGs' workspaces", make_threads),
    (None, make_resources),
    (None, make_announcements),
    (None, make_enquiries),
    (None, make_support),
    ("Holding a year of meetings", make_meetings),
    (None, make_series),
    (None, make_planned),
    (None, make_coming),
    ("Bringing organisations together", make_connections),
    (None, make_introductions),
    (None, make_listings),
    (None, make_questions),
    (None, make_days),
    ("Telling 120 issues", make_issues),
    (None, make_outcomes),
    (None, make_rankings),
    (None, make_learning),
    (None, make_offers),
    (None, make_responses_together),
    (None, make_ideas),
    (None, make_agendas),
    ("Writing the reports", make_reports),
    ("Noting conversations and stories", make_notes),
    ("Closing the months of the areas", make_months),
    ("Setting up an initiative", make_initiatives),
    (None, make_evaluations),
    (None, make_stories),
    (None, make_doubles),
    (None, make_told),
    (None, make_desk),
    (None, make_packs),
    (None, make_reviews),
    (None, make_surveys),
)


@action
def load(*, say: Callable[[str], None], by: User | None = None) -> bool:
    """Fill an empty portal with the demonstration; False when it is there already and nothing was changed.

    Raises RuleBroken in live mode, and on a database whose people are not of the demonstration. `say` gets a
    line for each step.
    """
    if settings.LIVE:
        raise RuleBroken("The demonstration is never loaded in live mode.")
    if SiteDetails.objects.filter(is_demo=True).exists():
        return False
    if User.objects.exists():
        raise RuleBroken("This database has people in it who are not of the demonstration. Use an empty one.")
    details, _ = SiteDetails.objects.get_or_create(pk=1)
    details.is_demo, details.set_up_at = True, timezone.now()
    details.safeguarding_checked_on = timezone.localdate()
    details.save()
    site_details.forget()
    stage = Stage.begin(say)
    for words, step in STEPS:
        if words:
            say(words)
        step(stage)
    list_all()
    audit.record("demonstration.loaded", details, by=by, people=len(stage.people))
    return True
