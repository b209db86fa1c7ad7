"""The outbox's rows: posted once, claimed once, marked, settled by staff, blanked when old."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from camk.audit import AuditEvent
from camk.errors import RuleBroken
from camk.outbox import actions, sending
from camk.outbox.actions import settle_unknown
from camk.outbox.journal import LeftBehind
from camk.outbox.models import OutboundMail
from tests.factories.live import go_live, make_details
from tests.forgetting import forgotten
from tests.guard import fixture_writes

State = OutboundMail.State


def put(address="a@example.org", **changes):
    mail = actions.send_plain(kind="test", address=address, subject="Hello", body="Words")
    with fixture_writes():
        OutboundMail.objects.filter(pk=mail.pk).update(**changes)
    mail.refresh_from_db()
    return mail


def claim(*mails, run="r", sent=()):
    pks, sent = [mail.pk for mail in mails], [mail.pk for mail in sent]
    return actions.claim(pks=pks, run=run, now=timezone.now(), sent=sent)


def post_once(user, key="removed:1"):
    context = {"sign_in_url": "https://portal.example.org/accounts/login/"}
    return actions.post(event="camk/second_factor_removed", key=key, user=user, context=context)


def test_a_key_used_twice_posts_once(supporter):
    first = post_once(supporter)
    assert first is not None
    assert post_once(supporter) is None
    assert OutboundMail.objects.count() == 1


STOP = "https://portal.example.org/mail/stop/digest/1-x/"


def test_news_says_in_its_own_text_how_to_stop_it(supporter):
    context = {"sign_in_url": "https://portal.example.org/accounts/login/"}
    news = actions.post(
        event="camk/second_factor_removed", key="n", user=supporter, context=context, unsubscribe_url=STOP
    )
    service = post_once(supporter)
    assert (news.category, service.category) == ("news", "service")
    assert STOP in news.text and STOP in news.html
    assert "stop these mails" not in service.text.lower() + service.html.lower()


def test_news_that_cannot_be_stopped_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        put(category="news")
    put(category="news", unsubscribe_url=STOP)


def test_blanked_news_loses_its_key_to_the_list(db):
    old = timezone.now() - timedelta(days=91)
    mail = put(category="news", unsubscribe_url=STOP, state=State.SENT, created_at=old)
    forgotten("mails")
    mail.refresh_from_db()
    assert (mail.category, mail.unsubscribe_url) == ("news", "")


def test_a_key_keeps_guarding_after_the_words_are_gone(supporter):
    mail = post_once(supporter)
    now = timezone.now()
    with fixture_writes():
        OutboundMail.objects.filter(pk=mail.pk).update(state=State.SENT, created_at=now - timedelta(days=91))
    assert forgotten("mails", now=now) == 1
    mail.refresh_from_db()
    assert (mail.address, mail.subject, mail.text, mail.html) == ("", "", "", "")
    assert mail.key == "removed:1"
    assert mail.message_id
    assert mail.state == State.SENT
    assert post_once(supporter) is None


def test_only_old_and_finished_mail_is_blanked(db):
    now = timezone.now()
    old = now - timedelta(days=91)
    put(state=State.QUEUED, created_at=old)
    put(state=State.UNKNOWN, created_at=old)
    put(state=State.SENT, created_at=now - timedelta(days=89))
    assert forgotten("mails", now=now) == 0


def test_each_due_mail_is_claimed_once(db):
    mail = put()
    assert claim(mail) == [mail]
    assert claim(mail) == []


def test_only_what_is_due_is_sent_and_a_batch_has_an_end(db, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    for number in range(3):
        put(f"a{number}@example.org")
    later = put("later@example.org", next_attempt_at=timezone.now() + timedelta(hours=1))
    assert [sending.send_batch() for _ in range(3)] == [2, 1, 0]
    later.refresh_from_db()
    assert later.state == State.QUEUED


def test_held_mail_waits(db):
    make_details(mail_held=True)
    mail = put()
    assert sending.send_batch() == 0
    make_details(mail_held=False)
    assert sending.send_batch() == 1
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_a_refused_mail_climbs_the_ladder_and_then_goes_to_staff(db):
    mail = put(state=State.SENDING)
    now = timezone.now()
    steps = [10, 60, 5 * 60, 3600, 4 * 3600]
    for number, seconds in enumerate(steps, start=1):
        actions.mark_failed(pk=mail.pk, now=now, error="451", final=False)
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, number)
        assert mail.next_attempt_at == now + timedelta(seconds=seconds)
    actions.mark_failed(pk=mail.pk, now=now, error="451", final=False)
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert list(OutboundMail.objects.needing_staff()) == [mail]


def test_a_final_refusal_is_not_tried_again(db):
    mail = put(state=State.SENDING)
    actions.mark_failed(pk=mail.pk, now=timezone.now(), error="550", final=True)
    mail.refresh_from_db()
    assert mail.state == State.FAILED


def test_a_claim_whose_worker_died_becomes_unknown(db):
    now = timezone.now()
    dead = put(state=State.SENDING, claimed_at=now - timedelta(minutes=11))
    busy = put("b@example.org", state=State.SENDING, claimed_at=now - timedelta(minutes=9))
    assert actions.settle_stale(now=now) == 1
    dead.refresh_from_db()
    busy.refresh_from_db()
    assert (dead.state, busy.state) == (State.UNKNOWN, State.SENDING)
    assert claim(dead) == []


def test_what_was_sent_is_written_down_with_the_next_claim(db):
    first, second = put(), put("b@example.org")
    claim(first)
    assert claim(second, sent=[first]) == [second]
    assert dict(OutboundMail.objects.values_list("pk", "state")) == {first.pk: State.SENT, second.pk: State.SENDING}


def test_of_a_killed_worker_only_the_mail_the_server_had_is_in_doubt(db):
    mails = [put(f"{n}@example.org") for n in range(4)]
    others = put("other@example.org")
    claim(*mails, run="dead")
    claim(others, run="alive")
    left = LeftBehind("dead", begun=mails[1].pk, taken={mails[0].pk})
    for _ in range(2):  # read twice, it says the same
        actions.settle_left_behind(left=left, now=timezone.now())
    found = [OutboundMail.objects.get(pk=mail.pk).state for mail in (*mails, others)]
    assert found == [State.SENT, State.UNKNOWN, State.QUEUED, State.QUEUED, State.SENDING]


def test_what_a_killed_worker_had_refused_or_sent_stays_so(db):
    refused = put()
    claim(refused, run="dead")
    actions.mark_failed(pk=refused.pk, now=timezone.now(), error="550", final=True)
    actions.settle_left_behind(left=LeftBehind("dead", begun=refused.pk), now=timezone.now())
    refused.refresh_from_db()
    assert refused.state == State.FAILED


def test_a_mail_claimed_again_by_another_worker_is_not_touched_by_an_old_journal(db):
    mail = put()
    claim(mail, run="dead")
    actions.put_back(pks=[mail.pk], run="dead", error="")
    claim(mail, run="alive")
    actions.settle_left_behind(left=LeftBehind("dead", taken={mail.pk}), now=timezone.now())
    mail.refresh_from_db()
    assert (mail.state, mail.claimed_by) == (State.SENDING, "alive")


def test_a_mail_marked_late_stays_with_what_staff_settled(db):
    mail = put(state=State.UNKNOWN)
    actions.mark_sent(pks=[mail.pk], now=timezone.now())
    mail.refresh_from_db()
    assert mail.state == State.UNKNOWN


def test_staff_settle_an_unknown_mail(staff):
    gone, lost = put(state=State.UNKNOWN), put("b@example.org", state=State.UNKNOWN)
    settle_unknown(mail=gone, was_sent=True, by=staff)
    settle_unknown(mail=lost, was_sent=False, by=staff)
    gone.refresh_from_db()
    lost.refresh_from_db()
    assert (gone.state, lost.state) == (State.SENT, State.QUEUED)
    assert AuditEvent.objects.filter(verb="mail.settled", by=staff).count() == 2


def test_a_sent_mail_is_not_sent_again_by_hand(staff):
    with pytest.raises(RuleBroken):
        settle_unknown(mail=put(state=State.SENT), was_sent=False, by=staff)


def test_waiting_mails_are_taken_back_and_sent_ones_are_not(supporter):
    with fixture_writes():
        for number, state in enumerate([State.QUEUED, State.SENT]):
            OutboundMail.objects.create(key=f"reminder:7:{number}", kind="x", address="a@example.org", state=state)
        OutboundMail.objects.create(key="reminder:70:0", kind="x", address="a@example.org")
    assert actions.withdraw(keys_start="reminder:7:") == 1
    assert OutboundMail.objects.get(key="reminder:7:0").state == State.DROPPED
    assert OutboundMail.objects.get(key="reminder:70:0").state == State.QUEUED


@pytest.mark.parametrize(("live", "kept"), [(True, False), (False, True)])
def test_a_sent_code_loses_its_words_at_once_in_live_mode_only(db, settings, live, kept):
    if live:
        go_live(settings)
    mail = actions.send_plain(
        kind="login_code", address="a@example.org", subject="Code", body="123456", code="123456"
    )
    claim(mail)
    actions.mark_sent(pks=[mail.pk], now=timezone.now())
    mail.refresh_from_db()
    assert ("123456" in mail.text) is kept
    assert mail.state == State.SENT


def test_a_mail_with_no_answer_keeps_its_address_for_staff(db):
    mail = put(state=State.SENDING)
    actions.mark_unknown(pk=mail.pk, error="no answer")
    mail.refresh_from_db()
    assert (mail.state, mail.address) == (State.UNKNOWN, "a@example.org")
