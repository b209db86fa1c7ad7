"""Slack: titles and links of what is new, where staff set it; the portal does not need it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from camk import outbound
from camk.errors import RuleBroken
from groups.workspace.actions import announcements, discussion
from groups.workspace.actions.slack import checked_webhook
from groups.workspace.models import SlackMirror, SlackNotice
from groups.workspace.tasks import repeat_in_slack
from tests.factories.workspace import make_announcement
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
HOOK = "https://hooks.slack.com/services/T000/B000/secret-of-the-channel"


class Slack:
    """Slack as the portal's one door sees it: answers what it is told to, keeps what it got."""

    def __init__(self):
        self.answers, self.got = [], []

    def ask(self, method, url, *, body, hosts):
        assert (method, url, hosts) == ("POST", HOOK, {"hooks.slack.com"})
        self.got.append(body["text"])
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def slack(monkeypatch):
    fake = Slack()
    monkeypatch.setattr("groups.workspace.slack.outbound.ask", fake.ask)
    return fake


@pytest.fixture
def mirror(action_group):
    with fixture_writes():
        return SlackMirror.objects.create(action_group=action_group, webhook_url=HOOK)


def say(action_group, by, title="A gazebo"):
    return discussion.post_thread(
        action_group=action_group, kind="question", title=title, words="private words", by=by
    )


def test_title_and_link_go_once_and_never_the_words(slack, mirror, member, action_group):
    thread = say(action_group, member, "Tea & <cake>")
    repeat_in_slack()
    repeat_in_slack()
    assert slack.got == [f"Question: Tea &amp; &lt;cake&gt;\nhttp://127.0.0.1:8000{thread.get_absolute_url()}"]
    assert SlackNotice.objects.get().state == "sent"


def test_an_announcement_is_repeated_when_it_went(slack, mirror, member, staff, action_group):
    announcement = make_announcement(action_groups=[action_group], title="The hall")
    announcements.hold(announcement=announcement, people=1, by=staff)
    repeat_in_slack()
    assert slack.got == []
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        announcements.finish(announcement=announcement, now=timezone.now())
        repeat_in_slack()
    assert slack.got[0].startswith("Announcement: The hall\n")


def test_without_a_channel_nothing_is_queued(slack, member, action_group):
    say(action_group, member)
    repeat_in_slack()
    assert slack.got == [] and not SlackNotice.objects.exists()


def test_switched_off_nothing_is_queued_or_sent(slack, mirror, member, action_group):
    say(action_group, member)
    with fixture_writes():
        SlackMirror.objects.update(is_on=False)
    say(action_group, member)
    repeat_in_slack()
    assert slack.got == [] and SlackNotice.objects.count() == 1


def test_when_slack_is_away_it_is_tried_again_and_then_given_up(slack, mirror, member, action_group):
    slack.answers = [outbound.NoAnswer("TimeoutError"), 500, 429, 503, outbound.NoAnswer("x"), 200]
    say(action_group, member)
    for hours in (0, 0.02, 0.2, 2, 7, 20):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            repeat_in_slack()
            repeat_in_slack()
    notice = SlackNotice.objects.get()
    assert (notice.state, notice.attempts, len(slack.got)) == ("failed", 5, 5)
    assert notice.error == "No answer: x"


def test_a_second_try_that_works_ends_it(slack, mirror, member, action_group):
    slack.answers = [503, 200]
    say(action_group, member)
    repeat_in_slack()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        repeat_in_slack()
    notice = SlackNotice.objects.get()
    assert (notice.state, notice.error) == ("sent", "")


def test_a_channel_that_is_gone_is_not_asked_again(slack, mirror, member, action_group):
    slack.answers = [404]
    say(action_group, member)
    repeat_in_slack()
    assert (SlackNotice.objects.get().state, SlackNotice.objects.get().error) == ("failed", "Slack answered 404")


def test_a_refused_address_is_not_asked_again(slack, mirror, member, action_group):
    slack.answers = [outbound.Refused("This address does not lead to the public internet.")]
    say(action_group, member)
    repeat_in_slack()
    assert SlackNotice.objects.get().state == "failed"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/services/x",
        "https://hooks.slack.com.example.org/services/x",
        "https://hooks.slack.com@example.org/services/x",
        "https://hooks.slack.com:8443/services/x",
        "https://example.org/services/x",
        "https://hooks.slack.com/other/x",
        "https://hooks.slack.com/services/x?y=1",
        "https://hooks.slack.com/services/x y",
        "https://hooks.slаck.com/services/x",
        "https://127.0.0.1/services/x",
        "",
    ],
)
def test_only_an_incoming_webhook_of_slack_is_taken(url):
    with pytest.raises(RuleBroken):
        checked_webhook(url)


def test_staff_set_the_channel_and_never_see_its_secret_again(client_of, staff, action_group):
    browser, add = client_of(staff), reverse("admin:groups_slackmirror_add")
    typed = {"action_group": action_group.pk, "is_on": "on"}
    assert "Paste the address" in browser.post(add, typed | {"new_webhook": ""}).text
    assert "not an incoming webhook" in browser.post(add, typed | {"new_webhook": "https://example.org/"}).text
    browser.post(add, typed | {"new_webhook": HOOK})
    mirror = SlackMirror.objects.get()
    assert mirror.webhook_url == HOOK
    pages = [
        reverse("admin:groups_slackmirror_changelist"),
        reverse("admin:groups_slackmirror_change", args=[mirror.pk]),
    ]
    for page in pages:
        shown = browser.get(page).text
        assert "secret-of" not in shown and "…nnel" in shown
    browser.post(pages[1], {"new_webhook": ""})
    mirror.refresh_from_db()
    assert (mirror.webhook_url, mirror.is_on) == (HOOK, False)


def test_members_see_the_link_to_join(client_of, member, visitor, action_group):
    with fixture_writes():
        action_group.slack_url = "https://join.slack.com/t/example"
        action_group.save()
    assert action_group.slack_url in client_of(member).get(reverse("groups:workspace", args=[action_group.slug])).text
    assert action_group.slack_url not in client_of(visitor).get(action_group.get_absolute_url()).text


def test_who_writes_is_told_that_the_title_goes_to_slack(client_of, member, action_group):
    pages = [reverse(f"groups:{name}", args=[action_group.slug]) for name in ("thread-new", "resource-new")]
    browser = client_of(member)
    assert not any("uses Slack" in browser.get(page).text for page in pages)
    with fixture_writes():
        SlackMirror.objects.create(action_group=action_group, webhook_url=HOOK)
    assert all("uses Slack" in browser.get(page).text for page in pages)
