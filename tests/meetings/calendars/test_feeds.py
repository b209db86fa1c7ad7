"""Feeds: what is in whose, 304 for who has it already, and the pages where a person chooses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.themes.models import Theme
from meetings.calendars import feeds
from meetings.calendars.actions import feed_link
from meetings.meetings import actions as meetings
from meetings.rsvps.actions import answer
from tests.factories.action_groups import make_action_group
from tests.factories.meetings import make_meeting, make_rsvp
from tests.guard import fixture_writes
from tests.meetings.calendars.lines import read
from tests.meetings.calendars.test_contract import subscribe

pytestmark = pytest.mark.django_db


def titles(client, address):
    return [event["SUMMARY"] for event in read(client.get(address).content).all("VEVENT")]


def test_a_persons_feed_holds_what_she_is_going_to_and_nothing_else(client, supporter, coordinator):
    later = {"queued_at": timezone.now(), "offer_expires_at": timezone.now()}
    for state in ("yes", "maybe", "no", "waitlisted", "offered", "lapsed"):
        more = later if state in ("waitlisted", "offered") else {}
        make_rsvp(meeting=make_meeting(title=f"Said {state}"), user=supporter, state=state, **more)
    make_rsvp(meeting=make_meeting(title="Hers"), user=coordinator)
    calendar = read(client.get(subscribe(supporter)).content)
    assert {event["SUMMARY"]: event["STATUS"] for event in calendar.all("VEVENT")} == {
        "Said yes": "CONFIRMED",
        "Said maybe": "TENTATIVE",
    }
    assert supporter.email not in client.get(subscribe(supporter)).text


def test_it_follows_an_answer_taken_back_at_once(client, supporter):
    meeting = make_meeting(title="Lunch")
    answer(meeting=meeting, user=supporter, answer="yes", by=supporter)
    mine = subscribe(supporter)
    assert titles(client, mine) == ["Lunch"]
    answer(meeting=meeting, user=supporter, answer="no", by=supporter)
    assert titles(client, mine) == []


def test_feeds_of_a_cag_and_of_a_theme(client, action_group):
    theme = Theme.objects.get(code="food")
    make_meeting(title="Ours", action_groups=[action_group])
    make_meeting(title="Food", themes=[theme])
    make_meeting(title="Long ago", action_groups=[action_group], starts_at=timezone.now() - timedelta(days=40))
    assert titles(client, f"/action-groups/{action_group.slug}/calendar.ics") == ["Ours"]
    assert titles(client, "/meetings/about/food/calendar.ics") == ["Food"]
    assert sorted(titles(client, "/meetings/calendar.ics")) == ["Food", "Ours"]
    draft = make_action_group(state="draft")
    assert client.get(f"/action-groups/{draft.slug}/calendar.ics").status_code == 404
    assert client.get("/meetings/about/nothing/calendar.ics").status_code == 404


def test_an_empty_feed_is_a_calendar_all_the_same(client):
    assert read(client.get("/meetings/calendar.ics").content)["METHOD"] == "PUBLISH"


def test_who_has_it_already_gets_304_and_the_file_is_not_made(client, staff, supporter, monkeypatch):
    meeting = make_meeting()
    make_rsvp(meeting=meeting, user=supporter)
    for address in ("/meetings/calendar.ics", subscribe(supporter)):
        meeting.refresh_from_db()
        tag = client.get(address)["ETag"]
        with monkeypatch.context() as patch:
            patch.setattr(feeds.entries, "feed", None)
            known = client.get(address, headers={"if-none-match": tag})
            assert (known.status_code, known.content, known["ETag"]) == (304, b"", tag)
        later = meeting.starts_at + timedelta(days=1)
        meetings.move(meeting=meeting, starts_at=later, ends_at=later + timedelta(hours=1), by=staff)
        assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_feed_is_cheap_and_writes_nothing(client, supporter):
    for _ in range(20):
        make_rsvp(meeting=make_meeting(), user=supporter)
    address = subscribe(supporter)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen) == 3  # the link with its person, the answers, the meetings
    assert all(query["sql"].startswith("SELECT") for query in seen)
    with CaptureQueriesContext(connection) as seen:
        client.get("/meetings/calendar.ics")
    assert len(seen) == 1


def test_a_feed_is_private_and_ends_with_the_person(client, supporter):
    address = subscribe(supporter)
    assert "private" in client.get(address)["Cache-Control"]
    assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/calendars/1-x/meetings.ics").status_code == 404
    supporter.is_active = False
    with fixture_writes():
        supporter.save()
    assert client.get(address).status_code == 404


def test_a_person_chooses_on_her_page_and_gets_an_address(client_of, supporter):
    client = client_of(supporter)
    assert "/me/calendar/" in client.get("/me/").text and "/me/calendar/" in client.get("/me/details/").text
    page = client.get("/me/calendar/").text
    assert "webcal://" not in page and "Choose one way" in page
    chosen = {"calendar_choice": "feed", "calendar_alarm": "60", "feed_hides_cancelled": "on"}
    page = client.post("/me/calendar/", chosen, follow=True).text
    supporter.refresh_from_db()
    assert (supporter.calendar_choice, supporter.calendar_alarm, supporter.feed_hides_cancelled) == ("feed", 60, True)
    token = feed_link(supporter).token
    assert f"/calendars/{token}/meetings.ics" in page and "webcal://" in page and "Android" in page
    page = client.post("/me/calendar/new-address/", follow=True).text
    assert token not in page and "The old one has ended" in page
    assert client.post("/me/calendar/", {"calendar_choice": "both"}).status_code == 200
    client.post("/me/calendar/", {"calendar_choice": "none"})
    assert "Choose it first" in client.post("/me/calendar/new-address/", follow=True).text


def test_every_feed_is_found_from_where_people_look(client, action_group):
    assert "/meetings/subscribe/" in client.get("/meetings/").text
    page = client.get(action_group.get_absolute_url()).text
    assert f"/action-groups/{action_group.slug}/calendar.ics" in page and "/meetings/subscribe/" in page
    page = client.get("/meetings/subscribe/").text
    for address in (
        "webcal://",
        "/meetings/calendar.ics",
        f"/action-groups/{action_group.slug}/calendar.ics",
        "/meetings/about/food/calendar.ics",
        "/me/calendar/",
    ):
        assert address in page
