"""Listening campaigns, the goals that came of them, and the vote of a delegates' assembly."""

from datetime import date

from django.db.models import Sum
from django.utils import timezone

from camk import audit
from camk.accounts.models import User
from camk.actions import action
from camk.errors import RuleBroken
from insights.initiatives.measures import Measure
from insights.initiatives.models import AllianceMember, Ballot, Campaign, Goal, Initiative, InitiativeMeeting, Votes
from insights.initiatives.permissions import check_may_log

State = Goal.State


@action
def save_campaign(
    *, initiative: Initiative, campaign: Campaign | None = None, question: str, place, starts_on, ends_on, by: User
) -> Campaign:
    """Begin to listen for something, or change what is said about it."""
    check_may_log(by, initiative)
    if ends_on and ends_on < starts_on:
        raise RuleBroken("It ends before it begins. Please check the two dates.")
    row = campaign or Campaign(initiative=initiative)
    row.question, row.place, row.starts_on, row.ends_on = question.strip(), place, starts_on, ends_on
    row.save()
    verb = "campaign.changed" if campaign else "campaign.begun"
    audit.record(verb, row, by=by, initiative=initiative, starts_on=starts_on, ends_on=ends_on)
    return row


@action
def save_goal(
    *,
    initiative: Initiative,
    goal: Goal | None = None,
    due_on: date,
    campaigns=(),
    issues=(),
    workshop,
    by: User,
    **said,
) -> Goal:
    """Propose a goal, or change one that nobody has voted on yet; it shows what it came from.

    Only issues whose wording is released may stand behind it: of others nothing is shown to anybody.
    """
    check_may_log(by, initiative)
    row = goal or Goal(initiative=initiative)
    if goal and (goal.state != State.PROPOSED or goal.ballots.exists()):
        raise RuleBroken("It was put to the vote as it is written. Propose another goal instead.")
    if any(issue.released_at is None for issue in issues):
        raise RuleBroken("The wording of this issue is not released yet.")
    for name, words in said.items():
        setattr(row, name, words.strip())
    row.due_on, row.workshop = due_on, workshop
    row.save()
    row.campaigns.set(campaigns)
    row.issues.set(issues)
    audit.record("goal.changed" if goal else "goal.proposed", row, by=by, initiative=initiative, due_on=due_on)
    return row


@action
def open_ballot(
    *, initiative: Initiative, meeting: InitiativeMeeting, votes_by: str, places: int, options, by: User
) -> Ballot:
    """A delegates' assembly votes on these goals."""
    check_may_log(by, initiative)
    options = list(options)
    if meeting.initiative_id != initiative.pk or meeting.measure != Measure.DELEGATES:
        raise RuleBroken("Goals are voted on at a delegates' assembly of this initiative.")
    if Ballot.objects.filter(meeting=meeting).exists():
        raise RuleBroken("This assembly votes on goals already.")
    if len(options) <= places:
        raise RuleBroken("There must be more goals to choose from than are chosen.")
    if any(goal.initiative_id != initiative.pk or goal.state != State.PROPOSED for goal in options):
        raise RuleBroken("Only goals that are proposed can be voted on.")
    row = Ballot.objects.create(initiative=initiative, meeting=meeting, by=votes_by, places=places)
    row.options.set(options)
    audit.record("ballot.opened", row, by=by, initiative=initiative, votes_by=votes_by, options=len(options))
    return row


@action
def vote_of(*, ballot: Ballot, member: AllianceMember, goals, by: User) -> None:
    """An institution votes for these goals; written down again, the newer stands."""
    ballot, goals = _open(ballot, by), list(goals)
    if not ballot.is_by_institution:
        raise RuleBroken("In this vote the hands of delegates are counted.")
    if member.initiative_id != ballot.initiative_id or member.left_on:
        raise RuleBroken("This institution is not in the alliance.")
    if len(goals) > ballot.places:
        raise RuleBroken(f"An institution votes for {ballot.places} at most.")
    _only_options(ballot, goals)
    ballot.votes.filter(member=member).delete()
    Votes.objects.bulk_create(Votes(ballot=ballot, goal=goal, member=member) for goal in goals)
    audit.record("ballot.vote", ballot, by=by, member=member.pk, goals=[goal.pk for goal in goals])


@action
def count_hands(*, ballot: Ballot, numbers: dict[Goal, int], by: User) -> None:
    """So many hands went up for each goal; counted again, the newer stands."""
    ballot = _open(ballot, by)
    if ballot.is_by_institution:
        raise RuleBroken("In this vote each institution votes.")
    _only_options(ballot, numbers)
    for goal, number in numbers.items():
        Votes.objects.update_or_create(ballot=ballot, goal=goal, member=None, defaults={"number": number})
    audit.record("ballot.counted", ballot, by=by, numbers={str(goal.pk): n for goal, n in numbers.items()})


@action
def close_ballot(*, ballot: Ballot, by: User) -> None:
    """The vote is over: what it came to is frozen, and the goals with the most votes are chosen."""
    ballot = _open(ballot, by)
    tally = tally_of(ballot)
    if not any(votes for _, votes in tally):
        raise RuleBroken("Nobody has voted yet.")
    last, next_one = tally[ballot.places - 1], tally[ballot.places]
    if last[1] == next_one[1]:
        same = " and ".join(f"“{goal.title}”" for goal, votes in tally if votes == last[1])
        raise RuleBroken(
            f"{same} have the same number of votes. Let the assembly vote between them, and count again."
        )
    ballot.result = [
        {"goal": goal.pk, "title": goal.title, "votes": votes, "chosen": place < ballot.places}
        for place, (goal, votes) in enumerate(tally)
    ]
    ballot.closed_at, ballot.closed_by = timezone.now(), by
    ballot.save()
    for place, (goal, _) in enumerate(tally):
        goal.state = State.CHOSEN if place < ballot.places else State.NOT_CHOSEN
        goal.save(update_fields=["state"])
    audit.record("ballot.closed", ballot, by=by, chosen=[goal.pk for goal, _ in tally[: ballot.places]])


def tally_of(ballot: Ballot) -> list[tuple[Goal, int]]:
    """Each goal of an open vote with what it got so far, most votes first."""
    got = dict(ballot.votes.order_by().values_list("goal").annotate(n=Sum("number")))
    return sorted(
        ((goal, got.get(goal.pk, 0)) for goal in ballot.options.all()), key=lambda row: (-row[1], row[0].pk)
    )


def _open(ballot: Ballot, by: User) -> Ballot:
    """The vote under lock, while it is not closed: two who count at once come one after the other."""
    check_may_log(by, ballot.initiative)
    fresh = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if fresh.closed_at:
        raise RuleBroken("This vote is closed. What it came to stays as it is.")
    return fresh


def _only_options(ballot: Ballot, goals) -> None:
    if {goal.pk for goal in goals} - set(ballot.options.values_list("pk", flat=True)):
        raise RuleBroken("This goal is not voted on here.")
