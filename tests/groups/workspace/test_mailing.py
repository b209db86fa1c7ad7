"""What we send you: chosen on one's page, stopped from a mail with one press, that list and no other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camk.links import link_for
from groups.action_groups.models import ActionGroupWatch
from groups.workspace.models import Following, MailChoice
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.workspace import make_choice, make_thread, make_wish
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
PAGE = "/me/mails/"


def stop_address(what, user, target=None):
    with fixture_writes():
        token = link_for(purpose=f"stop-{what}", target=target or user, user=user).token
    return reverse("groups:mail-stop", args=[what, token])


def state_of(user):
    choice = MailChoice.objects.filter(user=user).first() or MailChoice()
    wishes = sorted(Following.objects.filter(user=user).values_list("wish", "action_group", "thread"))
    return choice.often, choice.announcements, wishes


def test_everything_is_chosen_on_one_page(client_of, member, organisation, action_group):
    other = make_action_group(name="Other CAG")
    make_membership(action_group=other, organisation=organisation)
    with fixture_writes():
        watched = make_action_group(name="Watched CAG")
        ActionGroupWatch.objects.create(user=member, action_group=watched)
    make_action_group(name="Foreign CAG")
    browser = client_of(member)
    page = browser.get(PAGE).text
    assert all(cag.name in page for cag in (action_group, other, watched)) and "Foreign CAG" not in page
    until = timezone.localdate() + timedelta(days=10)
    typed = {"often": "daily", "issues": "each", "away_until": until.isoformat(), "muted": [other.pk]}
    assert "Your choice is saved." in browser.post(PAGE, typed, follow=True).text
    assert state_of(member) == ("daily", False, [("mute", other.pk, None)])
    assert member.mail_choice.away_until == until
    browser.post(PAGE, {"often": "weekly", "issues": "each", "announcements": "on"})
    assert state_of(member) == ("weekly", True, [])


def test_wrong_choices_are_said_and_change_nothing(client_of, member, action_group):
    foreign = make_action_group()
    browser = client_of(member)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    for typed in (
        {"often": "hourly", "issues": "each"},
        {"often": "daily", "issues": "each", "away_until": yesterday},
        {"often": "daily", "issues": "each", "muted": [foreign.pk]},
    ):
        assert browser.post(PAGE, typed).status_code == 200
    assert not MailChoice.objects.exists() and not Following.objects.exists()


def test_it_is_found_from_ones_details_and_from_the_workspace(client_of, member, action_group):
    browser = client_of(member)
    for page in ("/me/details/", reverse("groups:workspace", args=[action_group.slug])):
        assert f'href="{PAGE}"' in browser.get(page).text


@pytest.fixture
def lists(member, action_group):
    """Each list's address, and what the person's choices are after it was stopped."""
    thread = make_thread(action_group=action_group, by=member)
    make_wish(member, "follow", thread=thread)
    kept = [("follow", None, thread.pk)]
    return {
        "digest": (stop_address("digest", member), ("never", True, kept)),
        "announcements": (stop_address("announcements", member), ("weekly", False, kept)),
        "cag": (
            stop_address("cag", member, action_group),
            ("weekly", True, [*kept, ("mute", action_group.pk, None)]),
        ),
        "thread": (stop_address("thread", member, thread), ("weekly", True, [("mute", None, thread.pk)])),
    }


@pytest.mark.parametrize("what", ["digest", "announcements", "cag", "thread"])
def test_one_press_stops_one_list_and_the_page_undoes_it(member, lists, what):
    address, stopped = lists[what]
    before, browser = state_of(member), Client(enforce_csrf_checks=True)
    for method in (browser.get, browser.head, browser.get):
        assert method(address).status_code == 200
    assert state_of(member) == before, "opening the link changes nothing"
    assert "Yes, stop them" in browser.get(address).text
    for _ in range(2):  # pressed by a mail program (RFC 8058: no cookie, no redirect), and pressed again
        answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and "Send them again" in answer.text
        assert state_of(member) == stopped
    assert "You get them again" in browser.post(address, {"again": "1"}).text
    assert state_of(member) == before


def test_a_stop_link_opens_nothing_else(client, member, action_group, lists):
    address = lists["digest"][0]
    token = address.rstrip("/").rsplit("/", 1)[1]
    for what in ("announcements", "cag", "thread", "nonsense"):
        assert client.post(reverse("groups:mail-stop", args=[what, token])).status_code == 404
    for wrong in (token[:-1] + "x", "1-x", "x"):
        answer = client.post(reverse("groups:mail-stop", args=["digest", wrong]))
        assert answer.status_code == 404
    page = client.get(address)
    assert page["Cache-Control"] == "private, no-store" and page["X-Robots-Tag"] == "noindex, nofollow"
    assert member.email not in page.text


def test_starting_again_does_not_change_another_choice(client, member):
    make_choice(member, often="daily")
    client.post(stop_address("digest", member), {"again": "1"})
    assert state_of(member)[0] == "daily"
