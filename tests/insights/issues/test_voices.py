"""Us too, taking back, answering a question, confirming."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.issues.actions import add_us_too, answer_question, confirm_done, tell, withdraw_voice
from insights.issues.models import Issue, Voice
from insights.issues.states import IssueState
from insights.triage import actions as triage
from tests.factories.issues import make_issue, make_us_too

CANARY = "The zebra house has no heating"


def test_us_too_adds_a_voice_once(supporter):
    issue = make_issue(released=True, state="in_review")
    first = add_us_too(issue=issue, user=supporter, words=CANARY, by=supporter)
    again = add_us_too(issue=issue, user=supporter, by=supporter)
    assert again == first
    assert issue.voices.count() == 2 and Issue.objects.get(pk=issue.pk).voice_count == 2
    mail = OutboundMail.objects.get(user=supporter)
    assert mail.kind == "insights/issue_us_too" and "zebra" not in mail.text + mail.html


def test_words_of_a_second_us_too_join_the_first(supporter):
    issue = make_issue(state="accepted", released=True)
    for words in (CANARY, CANARY, "The pipes froze too", "The pipes froze too", ""):
        voice = add_us_too(issue=issue, user=supporter, words=words, by=supporter)
    assert voice.words == CANARY and [more.words for more in voice.evidence.all()] == ["The pipes froze too"]
    assert issue.voices.filter(user=supporter).count() == 1


def test_whoever_told_it_does_not_count_twice(supporter):
    issue = make_issue(released=True, state="in_review", user=supporter)
    add_us_too(issue=issue, user=supporter, by=supporter)
    assert issue.voices.count() == 1


@pytest.mark.parametrize("state", ["withdrawn", "sealed", "joined"])
def test_us_too_needs_an_issue_that_stands(supporter, state):
    issue = make_issue(released=True, state=state)
    with pytest.raises(RuleBroken):
        add_us_too(issue=issue, user=supporter, by=supporter)


def test_us_too_needs_a_released_wording(supporter):
    with pytest.raises(RuleBroken):
        add_us_too(issue=make_issue(state="in_review"), user=supporter, by=supporter)


def test_us_too_only_for_ones_own_organisation(supporter, organisation):
    issue = make_issue(released=True, state="in_review")
    with pytest.raises(RuleBroken):
        add_us_too(issue=issue, user=supporter, organisation=organisation, by=supporter)


def test_taking_back_the_only_voice_takes_the_issue_back(supporter):
    issue = make_issue(released=True, state="accepted", user=supporter)
    withdraw_voice(voice=issue.voices.get(), by=supporter)
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.state, issue.released_at, issue.voice_count) == ("withdrawn", None, 0)
    assert issue.ended_at is not None


def test_taking_back_one_voice_of_two_leaves_the_issue(supporter, member):
    issue = make_issue(released=True, state="accepted", user=supporter)
    make_us_too(issue=issue, user=member)
    voice = issue.voices.get(user=supporter)
    withdraw_voice(voice=voice, by=supporter)
    issue = Issue.objects.get(pk=issue.pk)
    assert (issue.state, issue.voice_count) == ("accepted", 1) and issue.released_at
    with pytest.raises(RuleBroken):
        withdraw_voice(voice=voice, by=supporter)


def test_taking_back_ends_the_consents(supporter):
    issue = tell(kind="issue", words=CANARY, user=supporter, consents=["publish"], by=supporter)
    voice = issue.voices.get()
    withdraw_voice(voice=voice, by=supporter)
    assert not voice.consents.filter(withdrawn_at__isnull=True).exists()


def test_after_taking_back_one_can_say_us_too_again(supporter):
    issue = make_issue(released=True, state="in_review")
    voice = add_us_too(issue=issue, user=supporter, by=supporter)
    withdraw_voice(voice=voice, by=supporter)
    add_us_too(issue=issue, user=supporter, by=supporter)
    assert Voice.objects.standing().filter(issue=issue, user=supporter).count() == 1


@pytest.mark.parametrize(("looked", "after"), [(False, "screening"), (True, "in_review")])
def test_an_answer_brings_it_back_to_where_it_was(supporter, staff, looked, after):
    issue = make_issue(user=supporter)
    if looked:
        triage.look_at(issue=issue, by=staff)
    triage.ask(issue=issue, words="Which hall is it?", by=staff)
    answer_question(issue=issue, words="The old one", by=supporter)
    issue = Issue.objects.get(pk=issue.pk)
    assert issue.state == after and issue.moves.last().words == "The old one"
    with pytest.raises(RuleBroken):
        answer_question(issue=issue, words="Again", by=supporter)


def test_an_empty_answer_is_none(supporter, staff):
    issue = make_issue(user=supporter)
    triage.ask(issue=issue, words="Which hall is it?", by=staff)
    with pytest.raises(RuleBroken):
        answer_question(issue=issue, words="  ", by=supporter)


@pytest.mark.parametrize("outcome", [IssueState.CONFIRMED, IssueState.NOT_RESOLVED, IssueState.UNCONFIRMED])
def test_the_raiser_says_whether_it_is_done(supporter, member, outcome):
    issue = make_issue(released=True, state="they_say_done", user=supporter)
    make_us_too(issue=issue, user=member)
    confirm_done(issue=issue, outcome=outcome, words="The lamp works", by=supporter)
    assert Issue.objects.get(pk=issue.pk).state == outcome
    mail = OutboundMail.objects.get()
    assert mail.user == member and "lamp" not in mail.text


def test_done_is_not_said_before_they_say_so(supporter):
    issue = make_issue(state="accepted", user=supporter)
    with pytest.raises(RuleBroken):
        confirm_done(issue=issue, outcome=IssueState.CONFIRMED, by=supporter)
    with pytest.raises(RuleBroken):
        confirm_done(issue=make_issue(state="they_say_done"), outcome="closed", by=supporter)
