"""Hearing about a CAG without being in it."""

import pytest

from groups.action_groups.actions.watching import unwatch, watch
from groups.action_groups.models import ActionGroupWatch
from tests.factories.action_groups import make_action_group

pytestmark = pytest.mark.django_db


def test_asked_twice_is_one_row_and_taken_back_it_is_gone(supporter, action_group):
    for _ in range(2):
        watch(action_group=action_group, user=supporter, by=supporter)
    assert ActionGroupWatch.objects.get().action_group == action_group
    for _ in range(2):
        unwatch(action_group=action_group, user=supporter, by=supporter)
    assert not ActionGroupWatch.objects.exists()


def test_the_button_on_the_page(client_of, supporter, action_group):
    browser, url = client_of(supporter), action_group.get_absolute_url()
    assert "Tell me about this CAG" in browser.get(url).content.decode()
    page = browser.post(f"{url}watch/", follow=True).content.decode()
    assert "You hear about this CAG without being in it" in page
    browser.post(f"{url}watch/", {"stop": "1"})
    assert not ActionGroupWatch.objects.exists()


def test_a_visitor_signs_in_first_and_a_closed_cag_has_no_news(client, client_of, supporter, action_group):
    answer = client.post(f"{action_group.get_absolute_url()}watch/")
    assert answer["Location"].startswith("/accounts/login/?next=")
    closed = make_action_group(state="closed")
    page = client_of(supporter).post(f"{closed.get_absolute_url()}watch/", follow=True).content.decode()
    assert "nothing new to hear" in page
    assert not ActionGroupWatch.objects.exists()
