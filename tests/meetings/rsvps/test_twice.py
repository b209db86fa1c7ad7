"""F10: a double click, a retry after a broken line, the back button: one answer, one mail, one line in the trail."""

import pytest

from camk.audit import AuditEvent
from camk.links import SecretLink
from camk.outbox.models import OutboundMail
from meetings.rsvps.actions import answer
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(room_capacity=1)


def trace(user):
    """What stands written down about this person's answer."""
    mails = OutboundMail.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)
    rows = Rsvp.objects.filter(user=user).values_list("state", "version")
    return list(rows), list(mails), AuditEvent.objects.filter(verb="answer.given").count()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_double_click_on_the_buttons_is_one_answer(client_of, supporter, meeting, headers):
    browser = client_of(supporter)
    for _ in range(3):
        said = browser.post(f"{meeting.get_absolute_url()}answer/", {"answer": "yes"}, headers=headers)
        assert said.status_code in (200, 302)
    assert trace(supporter) == ([("yes", 1)], ["meetings/going"], 1)


def test_a_double_click_on_the_page_behind_the_link_is_one_answer(client, meeting):
    user = make_user()
    answer(meeting=meeting, user=user, answer="yes", by=user)
    link = f"/answers/{SecretLink.objects.get(user=user).token}/"
    for _ in range(3):
        client.post(link, {"answer": "no"})
    assert trace(user) == ([("no", 2)], ["meetings/going", "meetings/not_coming"], 2)


def test_a_guest_who_sends_the_form_twice_has_one_place(client, meeting):
    data = {"name": "Gita Guest", "email": "gita@example.org", "answer": "yes", "party_size": "1"}
    for _ in range(2):
        assert client.post(f"{meeting.get_absolute_url()}guest/", data).status_code == 302
    rsvp = Rsvp.objects.get()
    rows, mails, trail = trace(rsvp.user)
    assert (rows, trail) == ([("yes", 1)], 1)
    assert mails == ["meetings/going", "meetings/answer_link"], (
        "the second one gets the link again, and changes nothing"
    )


def test_on_the_waiting_list_a_retry_keeps_the_place_in_the_queue(client_of, supporter, meeting):
    first = make_user()
    answer(meeting=meeting, user=first, answer="yes", by=first)
    browser = client_of(supporter)
    browser.post(f"{meeting.get_absolute_url()}answer/", {"answer": "yes"})
    queued = Rsvp.objects.get(user=supporter).queued_at
    later = make_user()
    answer(meeting=meeting, user=later, answer="yes", by=later)
    browser.post(f"{meeting.get_absolute_url()}answer/", {"answer": "yes"})
    assert Rsvp.objects.get(user=supporter).queued_at == queued
    assert list(Rsvp.objects.waiting().values_list("user", flat=True)) == [supporter.pk, later.pk]


def test_back_to_an_old_page_and_yes_again_is_a_new_answer_and_takes_no_second_place(client_of, supporter, meeting):
    browser = client_of(supporter)
    for word in ("yes", "no", "yes"):
        browser.post(f"{meeting.get_absolute_url()}answer/", {"answer": word})
    assert trace(supporter)[0] == [("yes", 3)]
    other = make_user()
    assert answer(meeting=meeting, user=other, answer="yes", by=other).state == "waitlisted"
