"""Settling unknown mails by the mail server's log: what it took, what came back, what it never saw."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from camk.audit import AuditEvent
from camk.outbox.actions import settle_from_log
from camk.outbox.maillog import read_log
from camk.outbox.models import OutboundMail
from tests.camk.outbox.test_actions import put

pytestmark = pytest.mark.django_db
State = OutboundMail.State
HEAD = "{at} mx postfix/cleanup[21]: {queue}: message-id={mail}"
TAKEN = "{at} mx postfix/qmgr[22]: {queue}: from=<support@communityactionmk.org>, size=2001, nrcpt=1 (queue active)"
SENT = "{at} mx postfix/smtp[23]: {queue}: to=<a@example.org>, delay=1.2, dsn=2.0.0, status=sent (250 ok)"
LATER = "{at} mx postfix/smtp[23]: {queue}: to=<a@example.org>, delay=30, dsn=4.4.1, status=deferred (timed out)"
BACK = "{at} mx postfix/smtp[23]: {queue}: to=<a@example.org>, dsn=5.1.1, status=bounced (no such user)"


def iso(moment):
    return moment.isoformat(timespec="microseconds")


def lines(mail, queue, *kinds, at=None, stamp=iso):
    """What Postfix writes about one mail."""
    at = stamp(at or timezone.now())
    return [kind.format(at=at, queue=queue, mail=mail.message_id) for kind in kinds]


def unknown(address="a@example.org", ago=timedelta(minutes=30)):
    return put(address, state=State.UNKNOWN, claimed_at=timezone.now() - ago)


def whole_log(*inner):
    """A log from an hour ago until now."""
    now = timezone.now()
    first, last = (f"{iso(at)} mx postfix/anvil[9]: statistics: max" for at in (now - timedelta(hours=1), now))
    return [first, *inner, last]


def state(mail):
    mail.refresh_from_db()
    return mail.state


def test_each_mail_gets_its_fate():
    taken, sent, late, back, half, other = (unknown() for _ in range(6))
    log = read_log(
        [
            "Nov 25 10:00:00 mx systemd[1]: something else",
            *lines(taken, "4B2F01234", HEAD, TAKEN),
            *lines(sent, "4B2F01235", HEAD, TAKEN, SENT),
            *lines(late, "4B2F01236", HEAD, TAKEN, LATER),
            *lines(back, "3ZqBt91zX2z4Wk", HEAD, TAKEN, BACK),
            *lines(half, "4B2F01237", HEAD),
        ]
    )
    counts = settle_from_log(log=log)
    assert counts == {"sent": 3, "came_back": 1, "again": 0, "left": 2}
    assert [state(mail) for mail in (taken, sent, late)] == [State.SENT] * 3
    assert state(back) == State.FAILED and back.error == "It came back (5.1.1)"
    # The server saw the head and not the end, or nothing at all: only a whole log can say that it did not go.
    assert [state(mail) for mail in (half, other)] == [State.UNKNOWN] * 2
    assert AuditEvent.objects.filter(verb="mail.settled").count() == 3


def test_what_a_whole_log_does_not_know_goes_again_when_it_falls_into_its_time():
    within, before, after = unknown(), unknown(ago=timedelta(hours=2)), unknown(ago=timedelta(seconds=10))
    blanked = put("b@example.org", state=State.UNKNOWN, claimed_at=within.claimed_at, blanked_at=timezone.now())
    half = unknown()
    log = read_log(whole_log(*lines(half, "4B2F01237", HEAD)))
    counts = settle_from_log(log=log, is_whole=True)
    assert counts == {"sent": 0, "came_back": 0, "again": 2, "left": 3}
    assert (state(within), state(half)) == (State.QUEUED, State.QUEUED)
    assert {state(mail) for mail in (before, after, blanked)} == {State.UNKNOWN}


@pytest.mark.parametrize("stamp", [iso, lambda at: timezone.localtime(at).strftime("%b %e %H:%M:%S")])
def test_both_ways_of_writing_the_time(stamp):
    now = timezone.now()
    log = read_log([f"{stamp(now - timedelta(hours=1))} mx x: y", f"{stamp(now)} mx x: y"])
    assert log.covers(now - timedelta(minutes=30))
    assert not log.covers(now - timedelta(minutes=61)) and not log.covers(now) and not log.covers(None)


def test_an_empty_or_strange_log_settles_nothing():
    mail = unknown()
    for strange in ([], ["\x00\x00"], ["postfix/smtp[1]: 4B2F01234: status=sent"], ["x" * 100_000]):
        assert settle_from_log(log=read_log(strange), is_whole=True)["left"] == 1
    assert state(mail) == State.UNKNOWN


def test_staff_upload_the_log_in_the_outbox(client_of, staff):
    client, mail = client_of(staff), unknown()
    address = "/admin/camk/outboundmail/mail-log/"
    assert address in client.get("/admin/camk/outboundmail/").text
    assert "1 unknown now" in client.get(address).text
    words = "\n".join(lines(mail, "4B2F01234", HEAD, TAKEN, SENT)).encode()
    page = client.post(address, {"file": SimpleUploadedFile("mail.log", words)}, follow=True)
    assert "1 went" in page.text
    assert state(mail) == State.SENT
    assert address not in client.get("/admin/camk/outboundmail/").text
    assert "Choose a file" in client.post(address, {}).text


def test_others_cannot_settle(client_of, supporter, trustee):
    for person in (supporter, trustee):
        assert client_of(person).get("/admin/camk/outboundmail/mail-log/").status_code in (302, 403)


def test_the_command_settles_and_says_what_it_did(tmp_path, capsys):
    mail = unknown()
    log = tmp_path / "mail.log"
    log.write_text("\n".join(lines(mail, "4B2F01234", HEAD, TAKEN)))
    call_command("settle_from_log", str(log))
    assert capsys.readouterr().out == "1 went, 0 came back, 0 go again, 0 still unknown.\n"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("settle_from_log", str(tmp_path / "nothing"))
