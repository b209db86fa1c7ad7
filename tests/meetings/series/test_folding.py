"""A series stands once in a list: by its next date, with how many more there are."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from camk.hours import wall
from groups.places.models import Place
from meetings.meetings.models import Meeting
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_series, make_venue
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes
from tests.meetings.rsvps.counting import data_statements
from tests.meetings.series.test_views import NOW, page, weekly

pytestmark = pytest.mark.django_db
MORE = "And 2 more dates"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def cards(words):
    return words.count("card meet")


def change(meeting, **values):
    with fixture_writes():
        Meeting.objects.filter(pk=meeting.pk).update(**values)


def render(source, user, **context):
    request = RequestFactory().get("/")
    request.user, request.htmx = user, False
    return Template(source).render(Context({"request": request, "user": user, **context}))


def test_the_list_has_the_next_date_and_says_how_many_more(client, clock):
    series, meetings = weekly()
    alone = make_meeting(title="Alone", starts_at=NOW + timedelta(days=30))
    words = page(client, "/meetings/")
    assert cards(words) == 2 and f'id="meeting-{meetings[0].pk}"' in words and f'id="meeting-{alone.pk}"' in words
    assert MORE in words and "every Tuesday until 23 March 2027" in words
    assert f'href="/meetings/series/{series.slug}/"' in words
    clock.move_to(meetings[0].ends_at + timedelta(hours=1))
    words = page(client, "/meetings/")
    assert f'id="meeting-{meetings[1].pk}"' in words and "And 1 more date<" in words
    clock.move_to(meetings[1].ends_at + timedelta(hours=1))
    assert "more date" not in page(client, "/meetings/")


def test_a_date_that_is_called_off_stands_beside_the_next_that_goes_ahead(client):
    _, meetings = weekly(4)
    change(meetings[0], state="cancelled")
    change(meetings[2], state="cancelled")
    words = page(client, "/meetings/")
    assert [f'id="meeting-{m.pk}"' in words for m in meetings] == [True, True, False, False]
    assert "All its dates" in words and "And 1 more date<" in words


def test_a_series_that_is_called_off_as_a_whole_is_one_card(client):
    _, meetings = weekly()
    for meeting in meetings:
        change(meeting, state="cancelled")
    words = page(client, "/meetings/")
    assert cards(words) == 1 and "more date" not in words


def test_a_narrowed_list_has_the_next_date_that_fits(client):
    _, meetings = weekly()
    change(meetings[1], mode="online")
    words = page(client, "/meetings/?mode=online")
    assert cards(words) == 1 and f'id="meeting-{meetings[1].pk}"' in words


def test_pages_count_a_series_once(client):
    weekly(3)
    for number in range(29):
        make_meeting(starts_at=NOW + timedelta(days=1, minutes=number))
    assert "Page 1 of" not in page(client, "/meetings/")
    weekly_later = [make_meeting(starts_at=NOW + timedelta(days=60 + 7 * n)) for n in range(5)]
    make_series(*weekly_later)
    assert "Page 1 of 2" in page(client, "/meetings/")
    assert cards(page(client, "/meetings/?page=2")) == 1


def test_home_has_room_for_others_beside_a_series(client):
    weekly(3)
    for number in range(2):
        make_meeting(starts_at=NOW + timedelta(days=40 + number))
    words = render("{% load rsvps %}{% next_meetings user 3 %}", AnonymousUser())
    assert words.count("<article") == 3 and MORE in words


def test_my_page_keeps_every_date_that_was_answered_and_folds_the_rest():
    person, cag = make_user(), make_action_group()
    own = make_organisation()
    make_role(user=person, organisation=own, kind="lead")
    make_membership(action_group=cag, organisation=own)
    _, meetings = weekly(4, action_groups=[cag])
    make_rsvp(meeting=meetings[2], user=person)
    with data_statements() as seen:
        words = render("{% load rsvps %}{% my_meetings user %}", person)
    assert [f'id="meeting-{m.pk}"' in words for m in meetings] == [True, False, True, False]
    assert len(seen) == 1


def test_the_page_of_a_cag_and_of_a_place_fold_a_series_too():
    place, cag = Place.objects.clusters().first(), make_action_group()
    _, meetings = weekly(action_groups=[cag])
    venue = make_venue(place=place)
    for meeting in meetings:
        change(meeting, venue=venue)
    of_cag = render("{% load series %}{% action_group_meetings user cag %}", AnonymousUser(), cag=cag)
    of_place = render("{% load series %}{% meetings_in_place user place %}", AnonymousUser(), place=place)
    for words in (of_cag, of_place):
        assert words.count("<article") == 1 and MORE in words


def test_the_page_of_the_series_has_all_its_dates(client):
    series, meetings = weekly()
    assert wall(date(2027, 3, 9), time(10)) == meetings[0].starts_at
    assert cards(page(client, series.get_absolute_url())) == 3
