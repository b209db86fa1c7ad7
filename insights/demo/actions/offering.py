"""Help that organisations of the demonstration offer, and volunteers they look for."""

from datetime import timedelta

from insights.demo.actions.stage import Stage, codes
from insights.demo.data import offers as told
from insights.issues.models import Issue
from insights.offers.models import Offer, VolunteerRequest


def make_offers(stage: Stage) -> None:
    """Tired volunteers and the counsellors who answered; a request for drivers that was met in part."""
    for key, title, form, whom, places, taken, days, how_to, words, theme in told.OFFERS:
        until = stage.today + timedelta(days=days)
        offer = Offer.objects.create(
            organisation=stage.organisations[key],
            title=title,
            format=form,
            places=places,
            taken=taken,
            until=until,
            how_to=how_to,
            words=words,
            created_at=stage.ago(40),
            by=stage.contacts[key],
        )
        offer.for_whom.set([stage.beneficiaries[code] for code in codes(whom)])
        offer.issues.set(Issue.objects.released().open().filter(main_theme__code=theme).order_by("pk")[:2])
    for key, role, wanted, found, state, days, outcome in told.VOLUNTEERS:
        VolunteerRequest.objects.create(
            organisation=stage.organisations[key],
            role=role,
            wanted=wanted,
            found=found,
            state=state,
            until=stage.today + timedelta(days=days),
            outcome=outcome,
            created_at=stage.ago(20),
            ended_at=stage.ago(5) if outcome else None,
            by=stage.contacts[key],
        )
