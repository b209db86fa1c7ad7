"""The table of states, and the walk from our list to what came of it."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from camk.states import check_move
from insights.issues.actions import mark_pledged, mark_raised, mark_responded, mark_they_say_done
from insights.issues.models import Issue
from insights.issues.states import CLOSED, MOVES, OPEN, QUEUE, STAGES, IssueState
from insights.triage import actions as triage
from tests.factories.issues import make_issue

LABELS = dict(IssueState.choices)
WAYS = [
    ("look_at", "submitted", "in_review", {}),
    ("look_at", "screening", "in_review", {}),
    ("look_at", "new", "in_review", {}),
    ("look_at", "needs_information", "in_review", {}),
    ("look_at", "parked", "in_review", {}),
    ("look_at", "reopened", "in_review", {}),
    ("ask", "submitted", "needs_information", {"words": "Which?"}),
    ("ask", "in_review", "needs_information", {"words": "Which?"}),
    ("answer", "in_review", "answered", {"words": "Ring them."}),
    ("answer", "accepted", "answered", {"words": "Ring them."}),
    ("decline", "in_review", "declined", {"reason": "Not here."}),
    ("redirect_to", "in_review", "redirected", {"whom": "The council"}),
    ("accept", "in_review", "accepted", {}),
    ("accept", "parked", "accepted", {}),
    ("park", "in_review", "parked", {"another_place": True}),
    ("reopen", "answered", "reopened", {}),
    ("reopen", "closed", "reopened", {}),
    ("close", "accepted", "closed", {"reason": "It went away."}),
]
NO_WAYS = [
    ("look_at", "accepted", {}),
    ("ask", "accepted", {"words": "Which?"}),
    ("answer", "declined", {"words": "Ring them."}),
    ("decline", "accepted", {"reason": "Not here."}),
    ("redirect_to", "raised", {"whom": "The council"}),
    ("accept", "declined", {}),
    ("park", "raised", {"another_place": True}),
    ("reopen", "accepted", {}),
    ("reopen", "withdrawn", {}),
    ("close", "closed", {"reason": "It went away."}),
]


def test_every_state_stands_in_the_table_and_is_open_or_closed():
    assert set(MOVES) == set(IssueState) == set(CLOSED) | set(OPEN)
    assert set(QUEUE) <= set(OPEN)
    staged = [state for _, states in STAGES.values() for state in states]
    assert sorted(staged) == sorted(set(IssueState) - {"withdrawn", "sealed"})


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, states in MOVES.items() for new in states])
def test_each_move_of_the_table_is_allowed(old, new):
    check_move(MOVES, old, new, LABELS)


@pytest.mark.parametrize("old", IssueState)
def test_no_state_follows_itself_or_is_left_against_the_table(old):
    for new in set(IssueState) - set(MOVES[old]):
        with pytest.raises(RuleBroken, match="cannot become"):
            check_move(MOVES, old, new, LABELS)


@pytest.mark.parametrize(("verb", "old", "new", "more"), WAYS)
def test_staff_move_it_and_the_step_is_written_down(staff, verb, old, new, more):
    issue = make_issue(state=old)
    getattr(triage, verb)(issue=issue, by=staff, **more)
    fresh = Issue.objects.get(pk=issue.pk)
    assert fresh.state == new == issue.state
    assert fresh.moves.last().new_state == new and fresh.moves.last().by == staff
    assert fresh.first_looked_at is not None
    assert (fresh.ended_at is not None) == (new in CLOSED)


@pytest.mark.parametrize(("verb", "old", "more"), NO_WAYS)
def test_staff_cannot_move_it_against_the_table(staff, verb, old, more):
    issue = make_issue(state=old)
    with pytest.raises(RuleBroken):
        getattr(triage, verb)(issue=issue, by=staff, **more)
    assert Issue.objects.get(pk=issue.pk).state == old and not issue.moves.exists()


def test_the_first_look_is_one_step_of_three(staff):
    issue = make_issue()
    triage.look_at(issue=issue, by=staff)
    assert [move.new_state for move in issue.moves.all()] == ["screening", "new", "in_review"]
    assert issue.owner == staff


@pytest.mark.parametrize("old", ["accepted", "in_review", "parked", "responded"])
def test_raised_tells_the_people_with_whom_on_the_page_and_not_in_the_mail(supporter, staff, old):
    issue = make_issue(state=old, user=supporter)
    mark_raised(issue=issue, words="Raised with the Zebra Board", by=staff)
    assert issue.state == "raised" and issue.moves.last().words == "Raised with the Zebra Board"
    mail = OutboundMail.objects.get(user=supporter)
    assert "Raised with a partner" in mail.text and "Zebra" not in mail.text + mail.subject


def test_what_waits_in_the_queue_is_not_raised(staff):
    for old in ("submitted", "screening", "needs_information", "new"):
        issue = make_issue(state=old)
        with pytest.raises(RuleBroken):
            mark_raised(issue=issue, words="Raised", by=staff)
        assert Issue.objects.get(pk=issue.pk).state == old


def test_the_whole_way(supporter, staff):
    issue = make_issue(state="accepted", user=supporter)
    for act in (mark_raised, mark_responded, mark_pledged, mark_they_say_done):
        act(issue=issue, words="News", by=staff)
    assert [m.new_state for m in issue.moves.all()] == ["raised", "responded", "pledged", "they_say_done"]
    assert OutboundMail.objects.filter(user=supporter).count() == 4


def test_a_promise_given_at_once_walks_through_the_answer(staff):
    issue = make_issue(state="raised")
    mark_pledged(issue=issue, words="They will mend it", by=staff)
    assert [m.new_state for m in issue.moves.all()] == ["responded", "pledged"]
    assert [m.words for m in issue.moves.all()] == ["", "They will mend it"]


@pytest.mark.parametrize("old", ["raised", "pledged", "confirmed", "closed"])
def test_raised_with_a_second_partner_is_news_without_a_step_back(supporter, staff, old):
    issue = make_issue(state=old, user=supporter)
    mark_raised(issue=issue, words="Raised with the Health Board", by=staff)
    assert Issue.objects.get(pk=issue.pk).state == old
    assert issue.moves.get().words == "Raised with the Health Board"
    assert OutboundMail.objects.filter(user=supporter).count() == 1
