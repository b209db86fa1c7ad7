"""The pack for the board: dates, comments asked for, two pages mailed to each trustee once, packs sent."""

import io
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.hours import working_days
from camk.outbox.letters import write
from camk.outbox.models import OutboundMail
from camk.templatetags.ui import LONDON
from insights.figures.verdicts import MEASURES
from insights.packs import tasks
from insights.packs.actions import add_board, ask_for_comments, save_comments, send_pack
from insights.packs.days import asks_on, quarter_for, sends_on
from insights.packs.models import BoardMeeting
from insights.safeguarding.actions import seal_issue
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.packs import make_board, make_sent_board

pytestmark = pytest.mark.django_db
PAGE = reverse("insights:pack-list")


def words_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 20), tzinfo=LONDON)


def mails(kind: str) -> list[OutboundMail]:
    return list(OutboundMail.objects.filter(kind=f"insights/{kind}").order_by("pk"))


def test_days_are_working_days_and_the_quarter_is_one_with_something_in_it():
    board = date(2026, 12, 29)  # after Christmas and its two bank holidays
    assert working_days(sends_on(board), board) == 3 and sends_on(board) == date(2026, 12, 22)
    assert working_days(asks_on(board), board) == 8
    assert quarter_for(date(2027, 1, 20)).code == "2026-4" and quarter_for(date(2026, 11, 26)).code == "2026-4"
    assert quarter_for(date(2026, 11, 2)).code == "2026-3"


def test_staff_are_asked_once_and_their_sentences_go_with_the_two_pages(staff, trustee):
    make_issue(released=True, state="raised", lead_wording="No bus after six")
    board = make_board()
    assert not ask_for_comments(board=board, today=board.asks_on - timedelta(days=1))
    for _ in range(2):
        ask_for_comments(board=board, today=board.asks_on)
    (asked,) = mails("pack_comments")
    assert asked.user == staff and board.get_absolute_url() in asked.text
    comment = "We were two people short in August. " * 4
    save_comments(board=board, comments={m.figure.code: comment[:140] for m in MEASURES}, by=staff)
    assert not send_pack(board=board, now=morning(board.sends_on - timedelta(days=1))) and not mails("board_pack")
    other = make_user(office="trustee", name="Tara")
    assert send_pack(board=board, now=morning(board.sends_on))
    assert not send_pack(board=board, now=morning(board.held_on)), "a pack goes once"
    board = BoardMeeting.objects.get()
    assert [mail.user for mail in mails("board_pack")] == [trustee, other] and board.people == 2
    mail = mails("board_pack")[0]
    assert mail.attachment == board.pdf and "Our office: We were two people short" in mail.text
    message = message_from_bytes(write(mail, "us@example.org"), policy=policy.default)
    (file,) = message.iter_attachments()
    content = file.get_content()
    assert file.get_filename() == f"how-we-are-doing-{board.held_on}.pdf" and not message.defects
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 2, "with a sentence to every figure too"
    assert "two people short" in words_of(content) and "No bus after six" in words_of(content)
    assert message.get_body(("plain",)).get_content().split() == mail.text.split()


def test_the_sweep_may_run_twice_or_late(staff, trustee):
    board = make_board(held_on=timezone.localdate())  # nothing ran for days
    make_board(held_on=timezone.localdate() - timedelta(days=1))
    tasks.run(timezone.now())
    tasks.run(timezone.now())
    assert len(mails("board_pack")) == 1 and len(mails("pack_comments")) <= 1
    assert BoardMeeting.objects.get(pk=board.pk).sent_at and BoardMeeting.objects.filter(sent_at=None).count() == 1


def test_a_board_added_late_says_when_its_pack_goes_and_asks_for_no_comments(client_of, staff, trustee):
    browser, soon = client_of(staff), timezone.localdate() + timedelta(days=1)
    page = browser.post(PAGE, {"held_on": soon.isoformat()}, follow=True).text
    assert "The pack goes the next morning. No comments yet." in page
    board = BoardMeeting.objects.get()
    assert "trustees get the next morning." in browser.get(board.get_absolute_url()).text
    tasks.run(morning(soon))
    assert len(mails("board_pack")) == 1 and not mails("pack_comments")
    assert BoardMeeting.objects.get().sent_at == morning(soon)


def test_words_that_must_be_gone_are_gone_from_the_pages_and_the_mails(staff, trustee, client_of):
    issue = make_issue(released=True, state="raised", lead_wording="No bus after six")
    make_board(held_on=timezone.localdate())
    tasks.run(timezone.now())
    file = BoardMeeting.objects.get().pdf.file
    assert file.storage.exists(file.name)
    seal_issue(issue=issue, by=staff)
    board = BoardMeeting.objects.get()
    assert board.pdf is None and board.sha256 and mails("board_pack")[0].attachment is None
    assert "Destroyed on" in client_of(trustee).get(PAGE).text
    assert client_of(trustee).get(reverse("insights:pack-pdf", args=[board.pk])).status_code == 404
    assert b"attachment" not in write(mails("board_pack")[0], "us@example.org")


def test_staff_keep_the_list_of_boards(client_of, staff, trustee):
    browser, day = client_of(staff), timezone.localdate() + timedelta(days=20)
    page = browser.post(PAGE, {"held_on": day.isoformat()}, follow=True)
    board = BoardMeeting.objects.get()
    assert board.held_on == day and "Its pack goes by itself" in page.text
    assert "This board is in the list already" in browser.post(PAGE, {"held_on": day.isoformat()}).text
    assert "still to come" in browser.post(PAGE, {"held_on": timezone.localdate().isoformat()}).text
    assert "Choose the day" in browser.post(PAGE, {"held_on": ""}).text
    link = reverse("insights:pack-comments", args=[board.pk])
    page = browser.get(link)
    assert page.text.count("<textarea") == len(MEASURES) and "Nothing to judge yet" in page.text
    browser.post(link, {"silence": "The council has a new officer."})
    assert board.comments.get().words == "The council has a new officer." and board.comments.get().by == staff
    assert browser.post(link, {"silence": "x" * 141}).status_code == 200
    preview = browser.get(reverse("insights:pack-draft", args=[board.pk]))
    assert "The council has a new officer." in words_of(preview.content).replace("\n", " ")
    assert "The council has a new officer." not in str(list(AuditEvent.objects.values()))
    browser.post(link, {"silence": ""})
    assert not board.comments.exists()
    reads = client_of(trustee)
    assert "The pack goes on" in reads.get(PAGE).text and "<textarea" not in reads.get(PAGE).text
    assert reads.post(PAGE, {"held_on": day.isoformat()}).status_code == reads.get(link).status_code == 404
    assert reads.get(reverse("insights:pack-draft", args=[board.pk])).status_code == 404
    client_of(staff).post(reverse("insights:pack-call-off", args=[board.pk]))
    assert (
        BoardMeeting.objects.get().called_off_at and not BoardMeeting.objects.to_come(timezone.localdate()).exists()
    )
    add_board(held_on=day, by=staff)  # the day is free again
    with pytest.raises(RuleBroken):
        add_board(held_on=day, by=trustee)


def test_packs_sent_stand_in_a_list_with_their_pages(client_of, trustee):
    board = make_sent_board()
    make_board(held_on=timezone.localdate() - timedelta(days=40))
    page = client_of(trustee).get(PAGE).text
    assert "2 things need a decision" in page and "to 1 trustee" in page and "Its day passed without a pack" in page
    file = client_of(trustee).get(reverse("insights:pack-pdf", args=[board.pk]))
    assert b"".join(file.streaming_content) == b"%PDF-1.7" and file["Content-Type"] == "application/pdf"
