"""Two CAGs or two organisations become one: everything of a workspace follows, and old links lead on."""

import pytest
from django.urls import reverse

from camk.links import link_for
from groups.action_groups.actions.merging import merge
from groups.action_groups.actions.records import save_action_group
from groups.workspace.models import Following, SlackMirror
from tests.factories.action_groups import make_action_group
from tests.factories.workspace import make_announcement, make_resource, make_thread, make_wish
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def test_what_was_written_and_shared_follows_a_cag_into_another(client_of, staff, member, colleague, action_group):
    stays = make_action_group(name="The one that stays")
    thread = make_thread(action_group=action_group, by=member, title="A gazebo")
    resource = make_resource(action_group=action_group, by=member, title="Running a stall")
    announcement = make_announcement(action_groups=[action_group, stays], sent=True)
    make_wish(member, action_group=action_group)
    for cag in (action_group, stays):
        make_wish(colleague, action_group=cag)
        with fixture_writes():
            SlackMirror.objects.create(action_group=cag, webhook_url=f"https://hooks.slack.com/services/{cag.pk}")
    old = thread.get_absolute_url()
    merge(goes=action_group, stays=stays, by=staff)
    browser = client_of(member)
    shown = browser.get(reverse("groups:workspace", args=[stays.slug])).text
    assert all(words in shown for words in ("A gazebo", "Running a stall", announcement.title))
    thread.refresh_from_db()
    led = browser.get(old)
    assert (led.status_code, led.url) == (302, thread.get_absolute_url())
    assert browser.get(resource.get_absolute_url()).status_code == 200
    assert list(announcement.action_groups.all()) == [stays]
    assert Following.objects.filter(action_group=stays).count() == Following.objects.count() == 2
    assert SlackMirror.objects.get().action_group == stays


def test_links_in_old_mails_outlive_a_new_name(client_of, staff, member, action_group):
    thread = make_thread(action_group=action_group, by=member)
    old = thread.get_absolute_url()
    with fixture_writes():
        link = link_for(purpose="stop-cag", target=action_group, user=member)
    action_group.name = "A new name altogether"
    save_action_group(action_group=action_group, by=staff)
    led = client_of(member).get(old, follow=True)
    assert led.status_code == 200 and "a-new-name-altogether" in led.redirect_chain[-1][0]
    assert client_of(member).post(old, {"words": "Hello"}).status_code == 404
    assert client_of(member).post(reverse("groups:mail-stop", args=["cag", link.token])).status_code == 200
    assert Following.objects.get().wish == "mute"
