"""Pages of questions to the network: at once, to everybody, by guests, by link, in the staff pages."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from camk.accounts.models import User
from camk.outbox.models import OutboundMail
from groups.themes.models import Theme
from meetings.connections.models import Connection
from meetings.who_can_help.models import HelpRequest
from tests.factories.meetings import make_meeting
from tests.meetings.who_can_help.test_actions import Network

pytestmark = pytest.mark.django_db
ASK = "meetings:help-ask"


@pytest.fixture
def network(db):
    return Network()


def sign_in(client, user):
    client.force_login(user, backend="camk.accounts.backends.OfficeBackend")
    return client


def link_to(user, kind: str) -> str:
    """The address in the newest mail of this kind to this person."""
    mail = OutboundMail.objects.filter(user=user, kind=f"meetings/help_{kind}").last()
    return next(word for word in mail.text.split() if "/who-can-help/" in word).partition("8000")[2]


def test_the_directory_answers_at_once(client, network):
    page = client.get(reverse("meetings:who-can-help"), {"q": "counselling"}).text
    assert "Listening Ear" in page and "Brass Band" not in page
    assert f"{reverse(ASK)}?q=counselling" in page
    assert "We know nobody at once" in client.get(reverse("meetings:who-can-help"), {"q": "zebra"}).text
    assert reverse("meetings:who-can-help") in client.get(reverse("groups:organisation-list")).text


def test_somebody_signed_in_asks_and_an_organisation_answers(client, network):
    browser = sign_in(client, network.nell)
    food = Theme.objects.get(code="food")
    assert "counselling for us" in browser.get(reverse(ASK), {"q": "counselling for us", "theme": "food"}).text
    wrong = browser.post(reverse(ASK), {"q": "", "theme": "food"})
    assert "Write down what you are looking for." in wrong.text
    sent = {"q": "Counselling for us", "theme": "food", "organisation": network.lunch.pk}
    answer = browser.post(reverse(ASK), sent)
    row = HelpRequest.objects.get()
    assert answer.url == row.get_absolute_url() and (row.theme, row.organisation) == (food, network.lunch)
    assert "Nobody has answered yet" in browser.get(answer.url).text
    client.logout()
    link = link_to(network.eve, "asked")
    page = client.get(link).text
    assert "Counselling for us" in page and "Nell" not in page, "who asked is not named yet"
    sent = {"organisation": network.ear.pk, "words": "Two hours a month."}
    assert "You are in touch" in client.post(link, sent, follow=True).text
    assert Connection.objects.get().origin == "help"
    mine = link_to(network.nell, "answered")
    page = client.get(mine).text
    assert "Two hours a month." in page and "eve@example.org" in page
    assert "Choose one of the answers." in client.post(mine, {"words": "They came."}).text
    assert client.post(mine, {"helped": "yes", "words": "They came."}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.helped, row.helped_words) == ("closed", "yes", "They came.")


def test_a_guest_asks_after_the_link_proved_the_address(client, network):
    sent = {"q": "Counselling for my club", "name": "Gus", "email": "gus@example.org"}
    assert "Tell us your e-mail address." in client.post(reverse(ASK), {"q": "x", "name": "Gus"}).text
    assert client.post(reverse(ASK), sent).url == reverse("meetings:help-sent")
    assert not HelpRequest.objects.exists() and not OutboundMail.objects.filter(user=network.eve).exists()
    gus = User.objects.get(email="gus@example.org")
    link = link_to(gus, "confirm")
    assert "Counselling for my club" in client.get(link).text and not HelpRequest.objects.exists()
    assert client.post(link).status_code == 302
    row = HelpRequest.objects.get()
    gus.refresh_from_db()
    assert (row.asker, row.organisation, row.state) == (gus, None, "matched") and gus.verified_at
    assert client.post(link).status_code == client.get(link).status_code == 404, "once"
    assert "Counselling for my club" in client.get(link_to(gus, "received")).text


def test_it_is_not_for_us(client, network):
    row = network.ask()
    link = link_to(network.eve, "asked")
    show = Template("{% load waiting %}{% waits_for user %}")
    assert "Somebody asks: can you help?" in show.render(Context({"user": network.eve}))
    page = client.post(link, {"pass": "1", "organisation": network.ear.pk}, follow=True)
    assert "We do not ask you about this one again" in page.text
    assert not show.render(Context({"user": network.eve})).strip()
    assert row.asked.get().passed_at and not row.answers.exists()


def test_open_questions_are_read_and_answered_by_any_contact(client, network, supporter):
    row = network.ask("A zebra")
    browser = sign_in(client, network.eve)
    assert "A zebra" in browser.get(reverse("meetings:help-list")).text
    assert browser.post(row.get_absolute_url(), {"organisation": network.lunch.pk}).status_code == 200
    assert not row.answers.exists(), "not for somebody else's organisation"
    assert browser.post(row.get_absolute_url(), {"organisation": network.ear.pk, "words": "Here."}).status_code == 302
    assert sign_in(client, supporter).get(row.get_absolute_url()).status_code == 404
    assert "A zebra" not in client.get(reverse("meetings:help-list")).text


def test_the_queue_of_staff(client, network, staff):
    row, meeting = network.ask(), make_meeting(title="Wellbeing CAG")
    browser = sign_in(client, staff)
    queue = reverse("admin:meetings_helprequest_changelist")
    for waits, shown in (("", True), ("open", True), ("none", True), ("late", False)):
        assert ("Counselling for two" in browser.get(queue, {"waits": waits} if waits else {}).text) is shown

    def step(name, data):
        address = reverse("admin:meetings_helprequest_step", args=[row.pk, name])
        assert browser.get(address).status_code == 200
        assert browser.post(address, data).status_code == 302, name

    step("assign", {"owner": staff.pk})
    step("agenda", {"meeting": meeting.pk, "title": "Who knows a counsellor?"})
    step("answer", {"words": "We know one.", "organisations": [network.ear.pk]})
    step("close", {})
    row.refresh_from_db()
    assert (row.owner, row.meeting, row.state) == (staff, meeting, "closed")
    assert meeting.agenda.get().title == "Who knows a counsellor?"
    assert "We know one." in browser.get(reverse("admin:meetings_helprequest_change", args=[row.pk])).text
