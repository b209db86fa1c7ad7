"""Staff pages of the outbox: what needs a person stands first; codes stay hidden."""

import pytest
from django.urls import reverse
from django.utils import timezone

from camk.audit import AuditEvent
from camk.outbox.actions import send_plain
from camk.outbox.models import OutboundMail
from tests.camk.outbox.test_actions import put
from tests.factories.camk import make_user

State = OutboundMail.State
LIST = "/admin/camk/outboundmail/"


def step(mail, name):
    return reverse("admin:camk_outboundmail_step", args=[mail.pk, name])


@pytest.fixture
def desk(client_of, staff):
    return client_of(staff)


def test_what_needs_a_person_stands_first(desk):
    refused = put("a@example.org", state=State.FAILED)
    put("b@example.org", state=State.SENT)
    page = desk.get(LIST)
    assert page.context["cl"].result_list[0].pk == refused.pk
    assert len(desk.get(f"{LIST}?state__exact=sent").context["cl"].result_list) == 1


def test_a_mail_is_read_but_not_written(desk):
    mail = put()
    page = desk.get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "Words" in page
    assert 'name="_save"' not in page
    assert desk.get(f"{LIST}add/").status_code == 403


def test_a_code_is_not_shown_to_staff(desk):
    mail = send_plain(kind="login_code", address="a@example.org", subject="Code", body="It is 123456", code="123456")
    page = desk.get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "123456" not in page
    assert "holds a code" in page


def test_staff_say_that_it_was_sent(desk):
    mail = put(state=State.UNKNOWN)
    assert desk.get(step(mail, "sent")).status_code == 200
    desk.post(step(mail, "sent"))
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_staff_send_again(desk):
    mail = put(state=State.FAILED)
    desk.post(step(mail, "again"))
    mail.refresh_from_db()
    assert mail.state == State.QUEUED


def test_a_blanked_mail_cannot_go_again(desk):
    mail = put(state=State.FAILED, blanked_at=timezone.now(), text="")
    desk.post(step(mail, "again"))
    mail.refresh_from_db()
    assert mail.state == State.FAILED


def test_members_see_none_of_it(client_of, supporter):
    assert client_of(supporter).get(LIST).status_code == 302


def test_who_was_sent_what_is_found_by_person_and_by_cause_and_saved_as_a_table(desk, staff):
    person = make_user("ann@example.org", name="=Ann()")
    put("ann@example.org", user=person, about="announcement:12 cag:3", subject="-News", state=State.SENT)
    put("bob@example.org", about="announcement:13")
    for words in ("ann@", "=Ann", "announcement:12", "cag:3", "News"):
        found = desk.get(LIST, {"q": words}).context["cl"].result_list
        assert [mail.address for mail in found] == ["ann@example.org"], words
    answer = desk.post(
        LIST, {"action": "save_as_csv", "_selected_action": [OutboundMail.objects.get(user=person).pk]}
    )
    head, row = answer.text.lstrip("\ufeff").splitlines()
    assert head.startswith("What,Category,About,Person,Address,Subject,State")
    assert ",'=Ann(),ann@example.org,'-News,Sent," in row, "nothing in it is a formula"
    assert AuditEvent.objects.get(verb="mail.exported").data == {"mails": 1}
