"""What waits for somebody around meetings stands in one list, read in one statement."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.template import Context, Template

from camk.hours import wall
from meetings.interests.models import PlannedMeeting
from tests.factories.meetings import make_meeting
from tests.factories.outcomes import make_to_do
from tests.guard import fixture_writes
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db
NOW = wall(date(2027, 3, 1), time(12))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def shown(user) -> str:
    return Template("{% load waiting %}{% waits_for user %}").render(Context({"user": user}))


@fixture_writes()
def speaker(user, *, asked=True, **changes):
    meeting = make_meeting(title="Warm rooms", **changes)
    return meeting.speakers.create(name="Ann", topic="Bees", user=user, asked_at=NOW if asked else None)


@fixture_writes()
def interest(user, **changes):
    planned = PlannedMeeting.objects.create(title="Bees in town", slug="bees", **changes)
    planned.interests.create(user=user)
    return planned


def test_a_speaker_is_asked_on_their_page_and_answers_there(client_of, supporter, coordinator, staff):
    row = speaker(supporter)
    browser = client_of(supporter)
    words = browser.get("/me/").text
    assert "Will you speak at Warm rooms?" in words and f'href="/speaking/{row.pk}/"' in words
    assert "You speak at Warm rooms" in browser.get(f"/speaking/{row.pk}/").text
    said = {"answer": "yes", "topic": "Bees in winter", "biography": "Keeps bees.", "needs": "A step-free way."}
    response = browser.post(f"/speaking/{row.pk}/", said)
    assert response["Location"] == f"/speaking/{row.pk}/?saved=1"
    row.refresh_from_db()
    assert row.consented_at and row.topic == "Bees in winter"
    assert "Will you speak" not in browser.get("/me/").text
    assert client_of(coordinator).get(f"/speaking/{row.pk}/").status_code == 404, "somebody else's"


def test_nobody_is_asked_who_was_not_yet_or_when_it_is_off_or_over(supporter, clock):
    speaker(supporter, asked=False)
    assert shown(supporter).strip() == ""
    speaker(supporter, slug="off", state="cancelled")
    assert shown(supporter).strip() == ""
    speaker(supporter, slug="soon")
    assert "Will you speak" in shown(supporter)
    clock.move_to(NOW + timedelta(days=30))
    assert shown(supporter).strip() == ""


def test_a_date_one_asked_to_hear_of_is_not_forgotten(client_of, supporter, coordinator):
    planned = interest(supporter)
    words = client_of(supporter).get("/me/").text
    assert "You asked to hear when there is a date" in words and f'href="{planned.get_absolute_url()}"' in words
    assert "Bees in town" not in shown(coordinator)
    with fixture_writes():
        PlannedMeeting.objects.update(state="dropped")
    assert shown(supporter).strip() == ""


def test_tasks_stand_with_their_day_and_whether_it_is_over(supporter):
    meeting = make_meeting(title="Lunch", starts_at=NOW - timedelta(days=9))
    make_to_do(meeting=meeting, user=supporter, words="Ask the school", due_on=NOW.date() - timedelta(days=1))
    make_to_do(meeting=meeting, user=supporter, words="Book the hall", due_on=NOW.date() + timedelta(days=1))
    words = shown(supporter)
    assert words.index("Ask the school") < words.index("Book the hall")
    assert "The day is over" in words and "From Lunch. By 2 March 2027" in words


def test_all_of_it_costs_one_statement(supporter):
    interest(supporter)
    for number in range(7):
        speaker(supporter, slug=f"m{number}", starts_at=NOW + timedelta(days=7 - number))
    shown(supporter)
    with data_statements() as seen:
        words = shown(supporter)
    assert len(seen) == 1, "\n".join(seen)
    assert words.count("Will you speak") == 5 and words.index("2 March") < words.index("4 March")
