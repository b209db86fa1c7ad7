"""Answers: who may give them, what they set in motion, and that none is ever lost."""

from datetime import date

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.reports.actions.answering import answer, key_in_answer
from tests.factories.issues import make_issue
from tests.factories.reports import make_contact, make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def issues(supporter):
    return [make_issue(released=True, state="accepted", user=supporter) for _ in range(2)]


@pytest.fixture
def report(staff, second_staff, issues):
    return make_sent_report(staff=staff, second_staff=second_staff, issues=issues, asks=["Mend it.", "Open it."])


@pytest.fixture
def contact(report):
    return report.recipients.get().contact


def test_an_answer_moves_the_ask_and_reaches_raisers_and_staff(report, contact, issues, supporter, staff):
    ask = report.asks.first()
    response = answer(
        ask=ask,
        answer="accepted",
        words="In the spring.",
        owner_name="Estates team",
        due_on=date(2027, 4, 1),
        contact=contact,
        by=contact.user,
    )
    ask.refresh_from_db()
    assert (ask.state, response.contact, response.keyed_in_by) == ("accepted", contact, None)
    for issue in issues:
        issue.refresh_from_db()
        assert issue.state == "responded"
        assert issue.moves.last().words == (
            f"{report.stakeholder} answered: Yes, we will do this. “In the spring.” By 1 April 2027."
        )
    assert OutboundMail.objects.filter(kind="insights/issue_moved", user=supporter).count() == 4
    mail = OutboundMail.objects.get(kind="insights/ask_answered")
    assert mail.user == staff and "In the spring." in mail.text


def test_only_the_issues_an_ask_names_hear_of_its_answer(report, contact, issues):
    ask = report.asks.first()
    with fixture_writes():
        ask.issues.set(issues[:1])
    answer(ask=ask, answer="accepted", contact=contact, by=contact.user)
    states = [type(i).objects.get(pk=i.pk).state for i in issues]
    assert states == ["responded", "raised"]


def test_the_report_is_answered_when_every_ask_is(report, contact):
    first, second = report.asks.all()
    answer(ask=first, answer="refused", words="No money.", contact=contact, by=contact.user)
    answer(ask=second, answer="needs_information", words="Which hall?", contact=contact, by=contact.user)
    report.refresh_from_db()
    assert report.state == "sent"
    answer(ask=second, answer="part_accepted", words="The small one.", contact=contact, by=contact.user)
    report.refresh_from_db()
    assert report.state == "responded"


def test_a_question_back_is_no_news_for_raisers(report, contact, issues):
    answer(ask=report.asks.first(), answer="needs_information", words="Which?", contact=contact, by=contact.user)
    issues[0].refresh_from_db()
    assert issues[0].state == "raised"
    assert OutboundMail.objects.filter(kind="insights/ask_answered").count() == 1


def test_changing_an_answer_keeps_the_old_one(report, contact):
    ask = report.asks.first()
    answer(ask=ask, answer="refused", words="No money.", contact=contact, by=contact.user)
    colleague = make_contact(stakeholder=report.stakeholder)
    answer(ask=ask, answer="accepted", contact=colleague, by=colleague.user)
    ask.refresh_from_db()
    assert ask.state == "accepted"
    assert [(r.answer, r.contact) for r in ask.responses.all()] == [("accepted", colleague), ("refused", contact)]


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [("refused", "say why"), ("part_accepted", "which part"), ("needs_information", "need to know")],
)
def test_some_answers_need_words(report, contact, choice, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        answer(ask=report.asks.first(), answer=choice, words=" ", contact=contact, by=contact.user)
    assert not report.asks.first().responses.exists()


def test_an_unknown_answer_is_refused(report, contact):
    with pytest.raises(RuleBroken, match="four answers"):
        answer(ask=report.asks.first(), answer="made", contact=contact, by=contact.user)


def test_another_body_answers_nothing(report):
    stranger = make_contact()
    with pytest.raises(RuleBroken, match="somebody else"):
        answer(ask=report.asks.first(), answer="accepted", contact=stranger, by=stranger.user)


def test_a_closed_report_takes_no_answer(report, contact):
    with fixture_writes():
        type(report).objects.update(state="closed")
    with pytest.raises(RuleBroken, match="closed for answers"):
        answer(ask=report.asks.first(), answer="accepted", contact=contact, by=contact.user)


def test_staff_write_down_what_was_said_in_a_room(report, contact, staff, second_staff):
    response = key_in_answer(ask=report.asks.first(), answer="accepted", contact=contact, by=second_staff)
    assert (response.keyed_in_by, response.contact) == (second_staff, contact)
    key_in_answer(ask=report.asks.last(), answer="accepted", by=staff)
    assert [m.user for m in OutboundMail.objects.filter(kind="insights/ask_answered")] == [staff]


def test_only_staff_write_answers_down(report, member):
    with pytest.raises(RuleBroken, match="Only staff"):
        key_in_answer(ask=report.asks.first(), answer="accepted", by=member)
