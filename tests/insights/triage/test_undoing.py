"""A decision taken back while nobody was told: everything stands as before, and later it is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.issues.actions import follow
from insights.issues.models import Issue, ListedIssue
from insights.triage import actions
from insights.triage.models import IssueNote, Parking
from tests.factories.issues import make_issue, make_us_too
from tests.guard import fixture_writes
from tests.insights.triage.test_admin import BUTTON, change, step

pytestmark = pytest.mark.django_db
KEPT = (
    "state state_changed_at decided_at ended_at due_on reopened_count public_answer voice_count owner_id".split()  # noqa: SIM905
)
DECISIONS = [
    ("answer", {"words": "Ask the giraffe."}),
    ("decline", {"reason": "No giraffe."}),
    ("redirect_to", {"whom": "The giraffe office"}),
    ("accept", {"words": "A giraffe."}),
    ("park", {"words": "A giraffe.", "more_organisations": 3}),
    ("close", {"reason": "A giraffe."}),
]


def stands(issue):
    listed = list(ListedIssue.objects.filter(issue=issue).values_list("stage", flat=True).order_by("stage"))
    parked = set(Parking.objects.live().filter(issue=issue).values_list("pk", flat=True))
    steps = list(issue.moves.values_list("pk", flat=True))
    return [*Issue.objects.filter(pk=issue.pk).values_list(*KEPT), listed, parked, steps]


def decided(issue, verb, by, **more):
    getattr(actions, verb)(issue=issue, by=by, **more)


def test_each_decision_is_taken_back_whole_and_what_waits_does_not_go(staff, supporter, member):
    issue = make_issue(released=True, state="submitted", user=supporter)
    follow(issue=issue, user=member, by=member)
    actions.look_at(issue=issue, by=staff)
    before = stands(issue)
    for verb, more in DECISIONS:
        decided(issue, verb, staff, **more)
        assert stands(issue) != before and OutboundMail.objects.filter(state="queued").count() == 2, verb
        actions.undo_decision(issue=issue, by=staff)
        assert stands(issue) == before, verb
        assert not OutboundMail.objects.filter(state="queued").exists()
    assert IssueNote.objects.filter(issue=issue).count() == len(DECISIONS), "what was written is kept for staff"
    assert AuditEvent.objects.filter(verb="issue.decision_undone").count() == len(DECISIONS)
    # A parked one that was taken on too early waits again for what it waited for; a closed one is closed again.
    actions.park(issue=issue, more_organisations=3, by=staff)
    before = stands(issue)
    decided(issue, "accept", staff)
    actions.undo_decision(issue=issue, by=staff)
    assert stands(issue) == before and before[2]
    decided(issue, "answer", staff, words="The library.")
    before = stands(issue)
    decided(issue, "reopen", staff)
    actions.undo_decision(issue=issue, by=staff)
    assert stands(issue) == before
    decided(issue, "reopen", staff)
    decided(issue, "answer", staff, words="The other library.")
    assert OutboundMail.objects.filter(user=supporter, state="queued").count() == 4, "a new decision tells anew"


def test_it_is_refused_once_somebody_was_told_later_or_by_another(staff, second_staff, supporter):
    def fresh():
        issue = make_issue(state="in_review", user=supporter)
        make_us_too(issue=issue)
        actions.answer(issue=issue, words="Ask the giraffe.", by=staff)
        return issue

    issue = fresh()
    with pytest.raises(RuleBroken, match="too late"):
        actions.undo_decision(issue=issue, by=second_staff)
    with fixture_writes():
        OutboundMail.objects.filter(user=supporter).update(state="sending")
    with pytest.raises(RuleBroken, match="told already"):
        actions.undo_decision(issue=issue, by=staff)
    late = fresh()
    with fixture_writes():
        late.moves.update(at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(RuleBroken, match="too late"):
        actions.undo_decision(issue=late, by=staff)
    asked = make_issue(state="in_review", user=supporter)
    actions.ask(issue=asked, words="Which giraffe?", by=staff)
    with pytest.raises(RuleBroken, match="too late"):
        actions.undo_decision(issue=asked, by=staff)
    assert {row.state for row in Issue.objects.filter(pk__in=[issue.pk, late.pk])} == {"answered"}


def test_staff_press_it_and_see_before_what_it_does(client_of, staff, second_staff, supporter):
    issue = make_issue(state="in_review", user=supporter)
    actions.answer(issue=issue, words="Ask the giraffe.", by=staff)
    assert "Take my decision back" not in client_of(second_staff).get(change(issue)).text
    desk = client_of(staff)
    assert "Take my decision back" in desk.get(change(issue)).text
    page = desk.get(step(issue, "undo-decision")).text
    assert "to “Finding out more”" in page and "1 mail about it waits and will not go" in page
    assert Issue.objects.get(pk=issue.pk).state == "answered"
    assert desk.post(step(issue, "undo-decision"), BUTTON).status_code == 302
    assert Issue.objects.get(pk=issue.pk).state == "in_review"
    assert "Take my decision back" not in desk.get(change(issue)).text
