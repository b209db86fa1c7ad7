"""What anybody reads of the stages: listening as counts, released wordings, votes as they were frozen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from insights.initiatives.counting import ENOUGH, people_there
from insights.initiatives.measures import Measure
from insights.initiatives.models import (
    Assembly,
    Ballot,
    Campaign,
    Goal,
    Initiative,
    InitiativeMeeting,
    PowerHolder,
    PublicAnswer,
    PublicAsk,
)
from insights.issues.models import Issue
from insights.pledges.models import Pledge


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
    came = people_there(workshops)
    ballots = initiative.ballots.exclude(closed_at=None).select_related("meeting__meeting")
    return Research(campaigns, [(row, came[row.pk]) for row in workshops], goals, list(ballots))


def leaders_told(initiative: Initiative) -> int:
    """How many leaders agreed to be asked; 0 while they are fewer than five, for a few would be known."""
    number = initiative.leaders.agreeing().count()
    return number if number >= ENOUGH else 0


def power_grid(initiative: Initiative) -> list[tuple[str, list[tuple[str, list[PowerHolder]]]]]:
    """The power map by rows: how much they can do, most first; in each row from against to with us."""
    cells: dict[tuple[int, int], list[PowerHolder]] = defaultdict(list)
    for holder in initiative.power_holders.select_related("stakeholder", "contact"):
        cells[holder.influence, holder.support].append(holder)
    supports = PowerHolder.Support
    return [(level.label, [(s.label, cells[level, s]) for s in supports]) for level in PowerHolder.Influence]


def asks_of(assembly: Assembly) -> list[PublicAsk]:
    """Each ask of an assembly with the records of its answer that stand: none, one, or more that are not settled."""
    standing = PublicAnswer.objects.filter(stands=True).prefetch_related("confirmed_by")
    rows = assembly.asks.select_related("stakeholder", "contact", "goal", "pledge")
    return list(rows.prefetch_related(Prefetch("answers", standing, to_attr="standing")))


@dataclass(frozen=True)
class Told:
    """A closed assembly as everybody reads it."""

    assembly: Assembly
    came: int
    asks: list[PublicAsk]


def assemblies_of(initiative: Initiative) -> list[Told]:
    """Closed assemblies, the newest first, with what was asked, answered and promised."""
    rows = Assembly.objects.filter(meeting__initiative=initiative).exclude(closed_at=None)
    rows = list(rows.select_related("meeting__meeting"))
    came = people_there([row.meeting for row in rows])
    return [Told(row, came[row.meeting_id], asks_of(row)) for row in rows]


def promises_of(initiative: Initiative) -> list[Pledge]:
    """What was promised at its assemblies, in the words that hold today: the live ones first, by their day."""
    rows = Pledge.objects.select_related("body", "holder").prefetch_related("said__by")
    found: list[Pledge] = []
    batch = list(rows.filter(public_ask__assembly__meeting__initiative=initiative))
    while batch:
        found += [pledge for pledge in batch if pledge.state != Pledge.State.RENEGOTIATED]
        replaced = [pledge.pk for pledge in batch if pledge.state == Pledge.State.RENEGOTIATED]
        batch = list(rows.filter(replaces__in=replaced)) if replaced else []
    return sorted(found, key=lambda pledge: (not pledge.is_live, pledge.due_on or date.max, pledge.pk))
