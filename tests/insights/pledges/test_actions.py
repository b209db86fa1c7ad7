"""Promises: written down in their own words, followed to their end, with their people told."""

from datetime import date

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.pledges.actions import give_evidence, record, settle
from insights.pledges.models import Pledge
from insights.reports.actions.answering import answer
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_sent_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(supporter):
    return make_issue(released=True, state="accepted", user=supporter)


@pytest.fixture
def ask(staff, second_staff, issue):
    return make_sent_report(staff=staff, second_staff=second_staff, issues=[issue]).asks.get()


@pytest.fixture
def contact(ask):
    return ask.report.recipients.get().contact


def _agree(ask, contact, choice="accepted"):
    answer(ask=ask, answer=choice, words="We will.", contact=contact, by=contact.user)
    ask.refresh_from_db()


def _pledge(ask, contact, staff):
    _agree(ask, contact)
    return record(ask=ask, words="A warden by May.", holder=contact, due_on=date(2027, 5, 1), by=staff)


def test_a_promise_is_kept_in_its_exact_words_and_told(ask, contact, staff, issue, supporter):
    pledge = _pledge(ask, contact, staff)
    assert (pledge.words, pledge.state, list(pledge.issues.all())) == ("A warden by May.", "pledged", [issue])
    issue.refresh_from_db()
    assert issue.state == "pledged"
    assert issue.moves.last().words == f"{ask.report.stakeholder} promised: “A warden by May.” By 1 May 2027."
    assert OutboundMail.objects.filter(kind="insights/issue_moved", user=supporter).count() == 3
    mail = OutboundMail.objects.get(kind="insights/pledge_recorded")
    assert mail.user == contact.user and "A warden by May." in mail.text


def test_an_ask_agreed_in_part_gives_a_promise_in_part(ask, contact, staff):
    _agree(ask, contact, "part_accepted")
    assert record(ask=ask, words="Half a warden.", by=staff).state == "part_pledged"


@pytest.mark.parametrize("state", ["made", "refused", "needs_information"])
def test_what_was_not_agreed_holds_no_promise(ask, staff, state):
    ask.state = state
    with pytest.raises(RuleBroken, match="was agreed"):
        record(ask=ask, words="A warden.", by=staff)
    assert not Pledge.objects.exists()


def test_a_promise_needs_words_staff_and_a_holder_of_the_same_body(ask, contact, staff, member):
    _agree(ask, contact)
    with pytest.raises(RuleBroken, match="exact words"):
        record(ask=ask, words=" ", by=staff)
    with pytest.raises(RuleBroken, match="not a contact"):
        record(ask=ask, words="A warden.", holder=make_contact(), by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        record(ask=ask, words="A warden.", by=member)


def test_evidence_asks_the_people_behind_it(ask, contact, staff, issue):
    pledge = _pledge(ask, contact, staff)
    give_evidence(pledge=pledge, evidence="The warden started on 1 May.", by=staff)
    pledge.refresh_from_db()
    issue.refresh_from_db()
    assert (pledge.state, pledge.evidence) == ("evidence_given", "The warden started on 1 May.")
    assert issue.state == "they_say_done"
    with pytest.raises(RuleBroken, match="what shows"):
        give_evidence(pledge=pledge, evidence="", by=staff)


@pytest.mark.parametrize(
    ("outcome", "words", "state"),
    [
        ("kept", "", "they_say_done"),
        ("partly_kept", "Only on Mondays.", "pledged"),
        ("broken", "Nobody came.", "pledged"),
    ],
)
def test_a_promise_ends_and_its_people_hear_how(ask, contact, staff, issue, outcome, words, state):
    pledge = _pledge(ask, contact, staff)
    settle(pledge=pledge, outcome=outcome, words=words, by=staff)
    pledge.refresh_from_db()
    issue.refresh_from_db()
    assert (pledge.state, issue.state) == (outcome, state)
    assert issue.moves.last().words.endswith(words or "“A warden by May.”")
    with pytest.raises(RuleBroken, match="cannot become"):
        settle(pledge=pledge, outcome="broken", words="x", by=staff)


def test_a_promise_not_kept_needs_a_sentence(ask, contact, staff):
    pledge = _pledge(ask, contact, staff)
    with pytest.raises(RuleBroken, match="what was not done"):
        settle(pledge=pledge, outcome="broken", by=staff)
    with pytest.raises(RuleBroken, match="kept in part or not kept"):
        settle(pledge=pledge, outcome="pledged", by=staff)


def test_live_and_overdue_promises(ask, contact, staff):
    pledge = _pledge(ask, contact, staff)
    assert list(Pledge.objects.overdue(date(2027, 5, 2))) == [pledge]
    assert not Pledge.objects.overdue(date(2027, 5, 1)).exists()
    settle(pledge=pledge, outcome="kept", by=staff)
    assert not Pledge.objects.live().exists() and not Pledge.objects.overdue(date(2028, 1, 1)).exists()
