"""The page of one side, by link and signed in; the queue of staff."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from meetings.connections.models import Connection
from meetings.introductions.models import Introduction
from tests.guard import fixture_writes
from tests.meetings.introductions.test_answering import Two, text_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    return Two()


def sign_in(client, user):
    client.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return client


def link_in(text: str) -> str:
    """The address of the page in a mail."""
    return next(word for word in text.split() if "/introductions/link/" in word).partition("8000")[2]


def propose(client, two, staff):
    """Staff ask both from their queue."""
    row = two.suggested()
    browser = sign_in(client, staff)
    assert "You both use Larch Hall." in browser.get(reverse("admin:meetings_introduction_changelist")).text
    step = reverse("admin:meetings_introduction_step", args=[row.pk, "propose"])
    assert "You both use Larch Hall." in browser.get(step).text
    assert browser.post(step, {"reason": "You both meet in Larch Hall on Tuesdays."}).status_code == 302
    client.logout()
    row.refresh_from_db()
    assert row.state == "proposed"


def test_from_the_queue_to_what_came_of_it(client, two, staff):
    propose(client, two, staff)
    ann, bob = link_in(text_to(two.ann)), link_in(text_to(two.bob))
    page = client.get(ann)
    assert "You both meet in Larch Hall on Tuesdays." in page.text and "bob@example.org" not in page.text
    assert page["Referrer-Policy"] == "same-origin" and "no-store" in page["Cache-Control"]
    assert Introduction.objects.get().state == "proposed", "opening it changes nothing"
    assert "You said yes" in client.post(ann, {"answer": "yes"}, follow=True).text
    assert "ann@example.org" in client.post(bob, {"answer": "yes"}, follow=True).text
    page = client.post(bob, {"came_of_it": "We met for tea."})
    assert "Choose one of the answers." in page.text and "We met for tea." in page.text
    assert client.post(bob, {"met": "working", "came_of_it": "We met for tea."}).status_code == 302
    assert Connection.objects.get().state == "joint_work"
    sides = sign_in(client, staff).get(reverse("admin:meetings_introduction_change", args=[two.row.pk])).text
    assert "We met for tea." in sides


def test_not_now_shows_no_reason_to_the_other(client, two, staff):
    propose(client, two, staff)
    client.post(link_in(text_to(two.bob)), {"answer": "no"})
    page = client.get(link_in(text_to(two.ann))).text
    assert "did not come about" in page and "bob@" not in page
    again = client.post(link_in(text_to(two.ann)), {"answer": "yes"})
    assert again.status_code == 409 and "no longer open" in again.text


def test_it_waits_on_my_page_and_is_answered_there(client, two, staff, supporter):
    propose(client, two, staff)
    show = Template("{% load waiting %}{% waits_for user %}")
    assert "Would Gentle Yoga like to meet Root Garden?" in show.render(Context({"user": two.ann}))
    assert not show.render(Context({"user": supporter})).strip()
    address = reverse("meetings:introduction", args=[two.side(two.yoga).pk])
    assert address in sign_in(client, two.ann).get("/me/").text
    assert client.post(address, {"answer": "yes"}).status_code == 302
    assert address not in client.get("/me/").text
    assert sign_in(client, two.bob).get(address).status_code == 404, "the other side's page is not his"


def test_a_link_dies_with_the_role(client, two, staff):
    propose(client, two, staff)
    link = link_in(text_to(two.ann))
    assert client.get(link).status_code == 200
    with fixture_writes():
        two.yoga.roles.update(state="ended")
    assert client.get(link).status_code == client.get("/introductions/link/1-x/").status_code == 404


def test_staff_dismiss_and_stop_asking(client, two, staff):
    propose(client, two, staff)
    browser = sign_in(client, staff)
    step = reverse("admin:meetings_introduction_step", args=[two.row.pk, "take-back"])
    assert browser.post(step).status_code == 302
    two.row.refresh_from_db()
    assert two.row.state == "taken_back"
    everything = browser.get(reverse("admin:meetings_introduction_changelist"), {"stands": "all"}).text
    assert "Taken back" in everything
    assert "Larch Hall" not in browser.get(reverse("admin:meetings_introduction_changelist")).text
