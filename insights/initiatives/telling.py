"""What anybody reads of the stages: listening as counts, released wordings, votes as they were frozen."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from insights.initiatives.counting import ENOUGH, people_at
from insights.initiatives.measures import Measure
from insights.initiatives.models import Ballot, Campaign, Goal, Initiative, InitiativeMeeting
from insights.issues.models import Issue


@dataclass(frozen=True)
class Listening:
    """A campaign and how many conversations belong to it; fewer than five are not told."""

    campaign: Campaign
    number: int

    @property
    def words(self) -> str:
        """How much was heard, without pointing at a few people."""
        return (
            f"{self.number} conversations" if self.number >= ENOUGH else f"fewer than {ENOUGH} conversations so far"
        )


@dataclass(frozen=True)
class Research:
    """The research stage as its page tells it."""

    campaigns: list[Listening]
    workshops: list[tuple[InitiativeMeeting, int]]
    goals: list[Goal]
    ballots: list[Ballot]


def research_of(initiative: Initiative, user) -> Research:
    """Campaigns, workshops with how many people came, goals with their evidence, and closed votes."""
    campaigns = [
        Listening(row, row.n)
        for row in initiative.campaigns.annotate(n=Count("conversations")).select_related("place")
    ]
    counted = {row.campaign.pk: row for row in campaigns}
    seen = Issue.objects.visible_to(user).released()
    goals = list(
        initiative.goals.select_related("workshop__meeting").prefetch_related(
            "campaigns", Prefetch("issues", seen, to_attr="seen")
        )
    )
    for goal in goals:
        goal.heard = [counted[campaign.pk] for campaign in goal.campaigns.all()]
    workshops = list(initiative.meetings.filter(measure=Measure.WORKSHOP).select_related("meeting"))
    came = people_at([row.meeting_id for row in workshops])
    ballots = initiative.ballots.exclude(closed_at=None).select_related("meeting__meeting")
    return Research(campaigns, [(row, came[row.meeting_id]) for row in workshops], goals, list(ballots))
