"""Research: listening campaigns, goals that show what they came from, and a vote that is frozen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.errors import RuleBroken
from insights.initiatives import actions
from insights.initiatives.models import Ballot, Campaign, Goal
from tests.factories.initiatives import (
    make_ballot,
    make_campaign,
    make_conversation,
    make_counted,
    make_goal,
    make_initiative,
    make_member,
)
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db
SMART = {"change": "Twelve lamps on the redway.", "known_by": "They are lit.", "can_be_done": "The parish council."}
SMART |= {"title": "Lamps on the redway", "matters": "People stay in.", "due_on": "2027-05-01"}


def test_a_listening_campaign_is_told_as_a_count_and_never_below_five(client, client_of, organiser, initiative):
    url = reverse("insights:campaign-new", args=[initiative.slug])
    typed = {"question": "What keeps you in?", "starts_on": "2026-03-01", "ends_on": "2026-02-01"}
    assert "ends before it begins" in client_of(organiser).post(url, typed).text
    client_of(organiser).post(url, typed | {"ends_on": "2026-04-30"})
    campaign = Campaign.objects.get()
    for _ in range(4):
        make_conversation(initiative=initiative, campaign=campaign, words="canary words")
    page = client.get(initiative.get_absolute_url()).text
    assert "What keeps you in?" in page and "fewer than 5 conversations" in page
    make_conversation(initiative=initiative, campaign=campaign)
    page = client.get(initiative.get_absolute_url()).text
    assert "5 conversations" in page and "canary words" not in page
    other = make_campaign(initiative=make_initiative())
    with pytest.raises(RuleBroken, match="another initiative"):
        actions.log_conversation(
            initiative=initiative, held_on=timezone.localdate(), about="idea", campaign=other, by=organiser
        )


def test_a_goal_shows_what_it_came_from_and_released_wordings_only(client, client_of, organiser, initiative):
    campaign = make_campaign(initiative=initiative)
    for _ in range(6):
        make_conversation(initiative=initiative, campaign=campaign)
    released = make_issue(released=True, places=[initiative.place], words="canary own words", state="accepted")
    hidden = make_issue(places=[initiative.place])
    workshop = make_counted(initiative=initiative, meeting=make_meeting(title="Our workshop"), measure="workshop")
    url, browser = reverse("insights:goal-new", args=[initiative.slug]), client_of(organiser)
    assert released.lead_wording in browser.get(url).text
    typed = SMART | {"campaigns": [campaign.pk], "issues": [released.pk], "workshop": workshop.pk}
    assert "not one of the available" in browser.post(url, typed | {"issues": [hidden.pk]}).text
    browser.post(url, typed)
    goal = Goal.objects.get()
    page = client.get(initiative.get_absolute_url()).text
    for words in (
        goal.title,
        "6 conversations",
        released.lead_wording,
        "Our workshop",
        "Twelve lamps on the redway.",
    ):
        assert words in page, words
    assert "canary own words" not in page
    with pytest.raises(RuleBroken, match="not released"):
        actions.save_goal(
            initiative=initiative,
            **SMART | {"due_on": date(2027, 5, 1)},
            issues=[hidden],
            workshop=None,
            by=organiser,
        )


def test_institutions_vote_again_the_newer_stands_and_the_result_is_frozen(client, client_of, organiser, initiative):
    goals = [make_goal(initiative=initiative) for _ in range(3)]
    link = make_counted(initiative=initiative, meeting=make_meeting(title="Assembly"), measure="delegates")
    browser = client_of(organiser)
    new = reverse("insights:ballot-new", args=[initiative.slug])
    typed = {"meeting": link.pk, "votes_by": "institution", "places": "1", "options": [goal.pk for goal in goals]}
    assert "more goals to choose from" in browser.post(new, typed | {"places": "3"}).text
    browser.post(new, typed)
    ballot = Ballot.objects.get()
    page = reverse("insights:ballot", args=[initiative.slug, ballot.pk])
    close = reverse("insights:ballot-close", args=[initiative.slug, ballot.pk])
    members = [make_member(initiative=initiative) for _ in range(3)]

    def vote(member, *chosen):
        return browser.post(page, {"member": member.pk, "goals": [goal.pk for goal in chosen]})

    assert "votes for 1 at most" in vote(members[0], *goals[:2]).text
    vote(members[0], goals[0])
    vote(members[1], goals[1])
    assert "same number of votes" in browser.post(close, follow=True).text
    assert not Ballot.objects.get().closed_at
    vote(members[1], goals[0])
    vote(members[2], goals[1])
    assert browser.get(close).status_code == 200
    browser.post(close)
    frozen = [(row["title"], row["votes"], row["chosen"]) for row in Ballot.objects.get().result]
    assert frozen == [(goals[0].title, 2, True), (goals[1].title, 1, False), (goals[2].title, 0, False)]
    assert [goal.state for goal in Goal.objects.order_by("pk")] == ["chosen", "not_chosen", "not_chosen"]
    assert "This vote is closed" in vote(members[2], goals[0]).text
    with pytest.raises(RuleBroken, match="put to the vote"):
        actions.save_goal(
            initiative=initiative, goal=goals[0], **SMART | {"due_on": date(2027, 5, 1)}, workshop=None, by=organiser
        )
    assert "Result of" in client.get(initiative.get_absolute_url()).text


def test_hands_of_delegates_are_counted(client_of, organiser, initiative):
    goals = [make_goal(initiative=initiative) for _ in range(2)]
    ballot = make_ballot(initiative=initiative, meeting=make_meeting(), goals=goals, by="delegate")
    page = reverse("insights:ballot", args=[initiative.slug, ballot.pk])
    for first in ("9", "12"):  # counted again, the newer stands
        client_of(organiser).post(page, {f"goal-{goals[0].pk}": first, f"goal-{goals[1].pk}": "7"})
    assert [(goal, n) for goal, n in actions.tally_of(ballot)] == [(goals[0], 12), (goals[1], 7)]
    with pytest.raises(RuleBroken, match="hands of delegates"):
        actions.vote_of(ballot=ballot, member=make_member(initiative=initiative), goals=goals[:1], by=organiser)
    with pytest.raises(RuleBroken, match="not voted on here"):
        actions.count_hands(ballot=ballot, numbers={make_goal(initiative=initiative): 3}, by=organiser)


def test_only_its_own_assembly_and_goals_are_voted_on(organiser, initiative):
    goals = [make_goal(initiative=initiative) for _ in range(2)]
    elsewhere = make_counted(initiative=make_initiative(), meeting=make_meeting(), measure="delegates")
    workshop = make_counted(initiative=initiative, meeting=make_meeting(), measure="workshop")
    values = {"initiative": initiative, "votes_by": "institution", "places": 1, "by": organiser}
    for link in (elsewhere, workshop):
        with pytest.raises(RuleBroken, match="delegates' assembly"):
            actions.open_ballot(meeting=link, options=goals, **values)
    link = make_counted(initiative=initiative, meeting=make_meeting(), measure="delegates")
    with pytest.raises(RuleBroken, match="proposed"):
        actions.open_ballot(meeting=link, options=[*goals, make_goal(initiative=make_initiative())], **values)
    gone = make_member(initiative=initiative, left_on=timezone.localdate() - timedelta(days=1))
    ballot = actions.open_ballot(meeting=link, options=goals, **values)
    with pytest.raises(RuleBroken, match="not in the alliance"):
        actions.vote_of(ballot=ballot, member=gone, goals=goals[:1], by=organiser)
