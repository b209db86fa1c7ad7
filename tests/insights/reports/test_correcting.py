"""A sent report is corrected by a new version, or its words are taken back for good."""

import pytest

from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from insights.pledges.actions import record
from insights.reports.actions.answering import answer
from insights.reports.actions.approving import approve, ask_for_approval
from insights.reports.actions.chasing import pause
from insights.reports.actions.correcting import correct, take_back
from insights.reports.actions.sending import send
from insights.reports.models import StakeholderReport
from tests.factories.issues import make_issue
from tests.factories.reports import make_sent_report
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(supporter):
    return make_issue(released=True, state="accepted", user=supporter)


@pytest.fixture
def sent(staff, second_staff, issue):
    return make_sent_report(staff=staff, second_staff=second_staff, issues=[issue])


def _send(report, staff, second_staff):
    ask_for_approval(report=report, by=staff)
    approve(report=report, by=second_staff)
    contacts = [r.contact for r in report.earlier_version().recipients.all()]
    send(report=report, contacts=contacts, by=staff)


def test_a_new_version_starts_from_the_old_one(sent, staff, issue):
    new = correct(report=sent, why="A number was wrong.", by=staff)
    assert (new.number, new.version, new.state) == (sent.number, 2, "draft")
    assert [item.issue for item in new.items.all()] == [issue]
    assert [ask.words for ask in new.asks.all()] == ["Open the hall on Mondays."]
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_sending_it_takes_the_old_ones_place_and_tells_its_readers(sent, staff, second_staff, issue):
    bytes_before, moves = sent.page_html, issue.moves.count()
    pause(report=sent, reason="Elections", by=staff)
    new = correct(report=sent, why="A number was wrong.", by=staff)
    _send(new, staff, second_staff)
    sent.refresh_from_db()
    new.refresh_from_db()
    assert (sent.state, sent.withdrawn_reason, new.state) == ("withdrawn", "A number was wrong.", "sent")
    assert sent.page_html == bytes_before
    assert "This replaces version 1" in new.page_html and "A number was wrong." in new.page_html
    mail = OutboundMail.objects.filter(kind="insights/report_sent").latest("pk")
    assert "It takes the place of version 1" in mail.text
    assert [row.reason for row in new.pauses.filter(ended_on=None)] == ["Elections"], "the clock goes on standing"
    assert issue.moves.count() == moves, "nobody is told twice that their issue was raised"


def test_what_they_answered_before_stands_in_the_next_report(sent, staff, second_staff):
    contact = sent.recipients.get().contact
    answer(ask=sent.asks.get(), answer="accepted", words="From May on.", contact=contact, by=contact.user)
    new = correct(report=sent, why="A number was wrong.", by=staff)
    _send(new, staff, second_staff)
    new.refresh_from_db()
    assert new.snapshot["earlier"][0]["answer"] == "Yes, we will do this"
    assert "From May on." in new.page_html


def test_answers_and_promises_go_along_to_asks_in_the_same_words(sent, staff, second_staff):
    contact, old = sent.recipients.get().contact, sent.asks.get()
    new = correct(report=sent, why="A number was wrong.", by=staff)
    # The version before stands until the new one is sent, and may still be answered.
    answer(ask=old, answer="accepted", words="From May on.", contact=contact, by=contact.user)
    pledge = record(ask=old, words="Mondays from May.", holder=contact, by=staff)
    mails = OutboundMail.objects.filter(kind="insights/ask_answered").count()
    _send(new, staff, second_staff)
    [ask] = new.asks.all()
    assert (ask.state, ask.responses.get().words, ask.responses.get().contact) == (
        "accepted",
        "From May on.",
        contact,
    )
    new.refresh_from_db()
    pledge.refresh_from_db()
    assert new.state == "responded" and pledge.ask == ask
    assert old.responses.get().words == "From May on."
    assert OutboundMail.objects.filter(kind="insights/ask_answered").count() == mails, "it is no news"


def test_an_ask_in_other_words_is_asked_anew(sent, staff, second_staff):
    contact, old = sent.recipients.get().contact, sent.asks.get()
    answer(ask=old, answer="accepted", words="From May on.", contact=contact, by=contact.user)
    new = correct(report=sent, why="A number was wrong.", by=staff)
    with fixture_writes():
        new.asks.update(words="Open the hall on Fridays.")
    _send(new, staff, second_staff)
    new.refresh_from_db()
    assert new.state == "sent" and new.asks.get().state == "made" and not new.asks.get().responses.exists()


def test_one_new_version_at_a_time_with_a_reason(sent, staff, member):
    with pytest.raises(RuleBroken, match="Say why"):
        correct(report=sent, why="", by=staff)
    with pytest.raises(RuleBroken, match="Only staff"):
        correct(report=sent, why="x", by=member)
    new = correct(report=sent, why="A number was wrong.", by=staff)
    with pytest.raises(RuleBroken, match="newer version"):
        correct(report=sent, why="Again.", by=staff)
    with pytest.raises(RuleBroken, match="was sent"):
        correct(report=new, why="Again.", by=staff)


def test_taking_back_destroys_the_words_and_keeps_number_and_hash(sent, staff, django_capture_on_commit_callbacks):
    stored, sha, wording = sent.pdf.file, sent.snapshot_sha256, sent.snapshot["items"][0]["wording"]
    with django_capture_on_commit_callbacks(execute=True):
        take_back(report=sent, reason="Somebody could be recognised.", by=staff)
    row = StakeholderReport.objects.get(pk=sent.pk)
    assert (row.state, row.snapshot, row.page_html, row.pdf) == ("withdrawn", None, "", None)
    assert (row.number, row.snapshot_sha256, row.withdrawn_reason) == (
        sent.number,
        sha,
        "Somebody could be recognised.",
    )
    assert not stored.storage.exists(stored.name)
    mail = OutboundMail.objects.get(kind="insights/report_taken_back")
    assert "Somebody could be recognised." in mail.text and wording not in mail.text


def test_a_taken_back_version_can_be_followed_by_a_new_one(sent, staff, second_staff):
    take_back(report=sent, reason="Somebody could be recognised.", by=staff)
    with pytest.raises(RuleBroken, match="gone already"):
        take_back(report=sent, reason="Again.", by=staff)
    new = correct(report=sent, why="One quote was taken out.", by=staff)
    _send(new, staff, second_staff)
    new.refresh_from_db()
    sent.refresh_from_db()
    assert (new.state, sent.withdrawn_reason) == ("sent", "Somebody could be recognised.")


def test_a_draft_is_not_taken_back(sent, staff, member):
    with pytest.raises(RuleBroken, match="Only staff"):
        take_back(report=sent, reason="x", by=member)
    new = correct(report=sent, why="A number was wrong.", by=staff)
    with pytest.raises(RuleBroken, match="cannot become"):
        take_back(report=new, reason="x", by=staff)
