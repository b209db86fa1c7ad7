"""Who is told what of an issue: the table, what each chose, and the outcome told exactly once."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from camk.accounts import offices
from camk.errors import RuleBroken
from camk.outbox.actions.bundling import bundle_due
from camk.outbox.models import OutboundMail
from groups.workspace.actions.mailing import choose_mails
from groups.workspace.models import MailChoice
from insights.issues.actions import follow, stop_following, withdraw_voice
from insights.issues.events import EVENTS
from insights.issues.states import OUTCOMES
from insights.loop.models import owed
from insights.triage import actions as triage
from tests.factories.camk import make_user
from tests.factories.issues import make_issue, make_us_too

TEMPLATES = Path(__file__).parents[3] / "templates" / "emails" / "insights"
RULES = (Path(__file__).parents[3] / "docs" / "rules.md").read_text()


def choose(user, issues):
    choose_mails(user=user, often="weekly", announcements=True, issues=issues, muted=[], of=[], by=user)


def mails(user, event="insights/issue_moved"):
    return OutboundMail.objects.filter(user=user, kind=event)


def test_each_mail_about_an_issue_is_an_event_and_the_rules_show_the_table():
    assert {path.stem for path in TEMPLATES.glob("issue*.txt")} == set(EVENTS)
    part = RULES.split("## Who is told what of an issue\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    said = [
        [event.what, event.spoke, event.followers, event.staff, "news" if event.is_news else "always"]
        for event in EVENTS.values()
    ]
    assert rows[2:] == said


@pytest.mark.django_db
def test_each_gets_what_they_chose_and_the_outcome_once(staff):
    all_of_it, outcome, nothing = people = [make_user() for _ in range(3)]
    issue = make_issue(released=True, state="in_review", user=all_of_it)
    make_us_too(issue=issue, user=outcome)
    make_us_too(issue=issue, user=nothing)
    follower = make_user()
    follow(issue=issue, user=follower, by=follower)
    for user, wish in zip([*people, follower], ["each", "outcome", "never", "outcome"], strict=True):
        choose(user, wish)
    triage.accept(issue=issue, by=staff)
    assert [mails(user).count() for user in [*people, follower]] == [1, 0, 0, 0]
    triage.answer(issue=issue, words="New lamps.", by=staff)
    assert [mails(user).count() for user in [*people, follower]] == [2, 1, 0, 1]
    assert list(owed().order_by("pk").values_list("standing", flat=True)) == ["queued", "queued", "no_mail"]
    triage.reopen(issue=issue, by=staff)
    triage.ask(issue=issue, words="Since when?", by=staff)
    assert mails(nothing, "insights/issue_question").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("is_bundled", [False, True])
def test_who_wants_only_what_came_of_it_gets_none_of_the_steps_that_wait(staff, is_bundled):
    teller, follower = make_user(), make_user()
    first, second = (make_issue(released=True, state="in_review", user=teller) for _ in range(2))
    follow(issue=second, user=follower, by=follower)
    triage.accept(issue=first, by=staff)
    triage.accept(issue=second, by=staff)
    triage.answer(issue=second, words="New lamps.", by=staff)
    if is_bundled:
        assert bundle_due(now=timezone.now() + timedelta(hours=1)) == 2
    for user in (teller, follower):
        choose(user, "outcome")
        waits = OutboundMail.objects.get(user=user, state="queued")
        assert second.reference in waits.text and "answered" in waits.text.lower()
        assert first.reference not in waits.text and second.get_state_display() in waits.text


@pytest.mark.django_db
def test_a_mail_stops_the_news_with_one_press(client, staff, coordinator):
    issue = make_issue(released=True, state="in_review", user=coordinator)
    triage.accept(issue=issue, by=staff)
    address = mails(coordinator).get().unsubscribe_url
    path = "/" + address.split("//")[1].split("/", 1)[1]
    page = client.get(path)
    assert "news of the issues" in page.text and not MailChoice.objects.filter(issues="never").exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    triage.answer(issue=issue, words="New lamps.", by=staff)
    assert mails(coordinator).count() == 1
    client.post(path, {"again": "1"})
    triage.reopen(issue=issue, by=staff)
    assert mails(coordinator).count() == 2


@pytest.mark.django_db
def test_the_choice_sticks(client_of, coordinator):
    browser = client_of(coordinator)
    browser.post("/me/mails/", {"often": "weekly", "issues": "outcome"})
    assert MailChoice.objects.get(user=coordinator).issues == "outcome"
    page = browser.get("/me/mails/").text
    assert "Only what came of it" in page and 'value="outcome"' in page
    assert "checked" in page.split('value="outcome"')[1].split(">")[0]
    browser.post("/me/mails/", {"often": "daily", "issues": "outcome"})
    assert MailChoice.objects.get(user=coordinator).issues == "outcome"


STEPS = ["accept", "park", "answer", "reopen", "look_at", "stop", "follow", "withdraw", "each", "outcome", "never"]


class WhateverHappens(TestCase):
    """Steps, stops and choices in any order: nobody hears what they stopped, an outcome is told exactly once."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.sampled_from(STEPS), max_size=12))
    def test_who_stopped_gets_no_more_and_each_outcome_is_told_once(self, steps):
        staff, teller = make_user(office=offices.CONNECTOR), make_user()
        issue = make_issue(released=True, state="in_review", user=teller)
        make_us_too(issue=issue, user=make_user())
        voice, wish, stopped, withdrawn = issue.voices.get(user=teller), "each", False, False
        for step in steps:
            before = mails(teller).count()
            with suppress(RuleBroken):
                if step in ("each", "outcome", "never"):
                    choose(teller, step)
                    wish = step
                elif step in ("stop", "follow"):
                    {"stop": stop_following, "follow": follow}[step](issue=issue, user=teller, by=teller)
                    stopped = step == "stop"
                elif step == "withdraw":
                    withdraw_voice(voice=voice, by=teller)
                    withdrawn = True
                else:
                    more = {"answer": {"words": "New lamps."}, "park": {"another_place": True}}.get(step, {})
                    old = issue.state
                    getattr(triage, step)(issue=issue, by=staff, **more)
                    ended = issue.state in OUTCOMES and issue.state != old
                    told = mails(teller).count() - before
                    if stopped or wish == "never" or (wish == "outcome" and not ended):
                        assert told == 0
                    elif ended and not withdrawn:
                        assert told == 1
