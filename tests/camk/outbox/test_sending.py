"""Speaking to a real SMTP server on loopback, kind and unkind."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from camk import settings as portal_settings
from camk.outbox import sending
from camk.outbox.letters import Letter
from camk.outbox.models import OutboundMail
from camk.outbox.sending import send_batch
from camk.outbox.tasks import send_due
from tests.camk.outbox.test_actions import put
from tests.factories.live import make_details
from tests.guard import fixture_writes
from tests.services import smtp
from tests.services.certificate import doubtful_server
from tests.services.ports import free_port

State = OutboundMail.State


def use(settings, port):
    settings.EMAIL_BACKEND = "camk.outbox.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2


@pytest.fixture(params=[False, True], ids=["in turn", "at once"])
def server(db, settings, request):
    with smtp.mail_server() as running:
        running.pipelining = request.param
        use(settings, running.port)
        yield running


def states():
    return dict(OutboundMail.objects.values_list("address", "state"))


def test_a_mail_arrives_once_with_its_own_message_id(server):
    mail = put()
    send_due()
    send_due()
    [received] = server.mails
    assert received.recipients == ("a@example.org",)
    assert received.message_id == mail.message_id
    assert "Words" in received.text
    assert "Words" in received.html
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert mail.sent_at is not None


def test_news_carries_the_button_of_rfc_8058_and_service_mail_does_not(server):
    put("news@example.org", category="news", unsubscribe_url="https://portal.example.org/mail/stop/digest/1-x/")
    put("service@example.org")
    send_due()
    heads = {mail.recipients[0]: mail.message for mail in server.mails}
    news, service = heads["news@example.org"], heads["service@example.org"]
    assert news["List-Unsubscribe"] == "<https://portal.example.org/mail/stop/digest/1-x/>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert service["List-Unsubscribe"] is None and service["List-Unsubscribe-Post"] is None


def test_each_mail_has_one_recipient(server):
    put("a@example.org")
    put("b@example.org")
    send_due()
    assert sorted(mail.recipients for mail in server.mails) == [("a@example.org",), ("b@example.org",)]


def test_the_calendar_part_is_in_the_mail_and_beside_it(server):
    put(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST")
    send_due()
    parts = [(part.get_content_type(), part.get_filename()) for part in server.mails[0].message.walk()]
    assert ("text/calendar", None) in parts
    assert ("text/calendar", "invite.ics") in parts


def test_refused_for_now_is_tried_again_later(server):
    mail = put()
    server.answer(smtp.TRY_LATER)
    send_batch()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 1)
    assert send_batch() == 0
    with fixture_writes():
        OutboundMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())
    send_batch()
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert len(server.mails) == 1


def test_refused_for_good_goes_to_staff_and_stops_no_other(server):
    put("a@example.org")
    put("b@example.org")
    server.answer(smtp.REFUSE)
    send_due()
    assert states() == {"a@example.org": State.FAILED, "b@example.org": State.SENT}


def test_an_address_the_server_does_not_know_stops_no_other(server):
    for address in ("nobody@example.org", "b@example.org", "nobody2@example.org", "c@example.org"):
        put(address)
    send_due()
    assert [mail.recipients for mail in server.mails] == [("b@example.org",), ("c@example.org",)]
    refused = OutboundMail.objects.filter(address__startswith="nobody")
    assert set(refused.values_list("state", "error")) == {(State.FAILED, "Address refused (550)")}


def test_a_sender_the_server_does_not_want_is_a_refusal(server, settings):
    settings.DEFAULT_FROM_EMAIL = "nobody@example.org"
    mail = put()
    send_batch()
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.FAILED, "550 from the mail server")
    settings.DEFAULT_FROM_EMAIL = "office@example.org"
    put("b@example.org")
    send_batch()
    assert states()["b@example.org"] == State.SENT


@pytest.mark.parametrize(("behaviour", "arrived"), [(smtp.DROP, 0), (smtp.KEEP_AND_DROP, 1)])
def test_a_broken_line_becomes_unknown_and_is_never_sent_again(server, behaviour, arrived):
    put("a@example.org")
    put("b@example.org")
    server.answer(behaviour)
    for _ in range(3):
        send_due()
    assert states() == {"a@example.org": State.UNKNOWN, "b@example.org": State.SENT}
    assert len(server.to("a@example.org")) == arrived
    assert len(server.to("b@example.org")) == 1


def test_a_silent_server_does_not_hold_the_worker(server, settings):
    settings.EMAIL_TIMEOUT = 0.3
    put()
    server.answer(smtp.HANG)
    send_batch()
    assert states() == {"a@example.org": State.UNKNOWN}


def waits(mail, *, because: str) -> bool:
    """Not sent, no try counted, due all the same; staff read why."""
    mail.refresh_from_db()
    assert because in mail.error
    return (mail.state, mail.attempts) == (State.QUEUED, 0) and mail.next_attempt_at <= timezone.now()


def test_f4_a_server_that_is_away_loses_nothing_and_the_health_page_says_so(db, settings, client):
    use(settings, free_port())
    mail = put()
    send_due()  # comes back at once: the next minute tries again
    assert waits(mail, because="The mail server is away: [Errno 111] Connection refused")
    assert client.get("/health/").status_code == 200
    with fixture_writes():
        OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=16))
    send_due()
    assert client.get("/health/").status_code == 503


def test_f4_a_server_slow_to_greet_holds_the_worker_no_longer_than_its_patience(server, settings):
    assert portal_settings.EMAIL_TIMEOUT <= 10
    settings.EMAIL_TIMEOUT, server.banner_after = 0.3, 30
    mails, began = [put(f"{n}@example.org") for n in range(3)], time.monotonic()
    send_due()
    assert time.monotonic() - began < 5, "one patience for all of them, not one each"
    assert all(waits(mail, because="timed out") for mail in mails)
    settings.EMAIL_TIMEOUT, server.banner_after = 2, 0
    send_due()
    assert set(states().values()) == {State.SENT}


def test_f4_no_word_goes_to_a_server_whose_certificate_nobody_vouches_for(db, settings, tmp_path):
    mail = put()
    with doubtful_server(tmp_path) as (port, heard):
        use(settings, port)
        settings.EMAIL_USE_TLS = True
        send_due()
    assert [line.split()[0].upper() for line in heard] == [b"EHLO", b"STARTTLS"]
    assert waits(mail, because="certificate verify failed: self-signed certificate")


def test_f4_a_server_that_closes_between_two_mails_puts_neither_in_doubt(server):
    for number in range(3):
        put(f"{number}@example.org")
    server.answer(smtp.ACCEPT, smtp.CLOSE)
    send_batch()
    assert states() == {"0@example.org": State.SENT, "1@example.org": State.QUEUED, "2@example.org": State.SENT}


def test_f4_a_server_that_always_hangs_up_puts_three_mails_in_doubt_and_not_all(server):
    for number in range(10):
        put(f"{number}@example.org")
    server.behaviour = lambda envelope: smtp.KEEP_AND_DROP
    send_due()
    assert Counter(states().values()) == {State.UNKNOWN: 3, State.QUEUED: 7}
    assert waits(OutboundMail.objects.filter(state=State.QUEUED).last(), because="hung up again and again")
    server.behaviour = lambda envelope: smtp.ACCEPT
    send_due()
    assert Counter(states().values()) == {State.UNKNOWN: 3, State.SENT: 7}
    assert len(server.mails) == len({mail.message_id for mail in server.mails}) == 10


def test_one_poison_row_does_not_stop_the_others(server, monkeypatch, caplog):
    poison = put("poison@example.org")
    put("b@example.org")

    def careful(mail):
        if mail.pk == poison.pk:
            raise ValueError("a mail that cannot be built")
        return Letter(mail)

    monkeypatch.setattr(sending, "Letter", careful)
    send_due()
    assert states() == {"poison@example.org": State.FAILED, "b@example.org": State.SENT}
    assert "could not be built" in caplog.text


def test_a_line_break_in_a_subject_adds_no_header(server):
    put(subject="Hello\r\nBcc: everybody@example.org")
    put("b@example.org")
    send_due()
    assert states() == {"a@example.org": State.FAILED, "b@example.org": State.SENT}
    assert [mail.recipients for mail in server.mails] == [("b@example.org",)]


def test_the_claim_is_committed_before_the_server_is_spoken_to(server, monkeypatch):
    mail = put()
    seen = []
    server.behaviour = lambda envelope: smtp.ACCEPT
    monkeypatch.setattr(
        sending, "Letter", lambda row: (seen.append(OutboundMail.objects.get(pk=mail.pk).state), Letter(row))[1]
    )
    send_batch()
    assert seen == [State.SENDING]


def test_held_mail_does_not_reach_the_server(server):
    make_details(mail_held=True)
    put()
    send_due()
    assert server.attempts == 0
    assert states() == {"a@example.org": State.QUEUED}
