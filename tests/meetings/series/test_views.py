"""The page of a series, the line on each meeting's page, and the staff pages."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from camk.hours import LONDON, wall
from camk.outbox.models import OutboundMail
from meetings.meetings.models import Meeting
from meetings.series.models import Series
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp, make_series, make_venue
from tests.meetings.meetings.test_telling import form_data
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db
NOW = wall(date(2027, 3, 1), time(12))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def weekly(number=3, **changes):
    hall = make_venue()
    meetings = [
        make_meeting(
            title="Lunch",
            slug=f"lunch-{n}",
            venue=hall,
            starts_at=wall(date(2027, 3, 9 + 7 * n), time(10)),
            **changes,
        )
        for n in range(number)
    ]
    return make_series(*meetings), meetings


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_of_a_series_has_its_rhythm_and_its_dates(client, clock):
    series, meetings = weekly()
    words = page(client, f"/meetings/series/{series.slug}/")
    assert "Every Tuesday" in words and words.count('class="card meet"') == 3
    assert "One of a series" in page(client, meetings[0].get_absolute_url())
    clock.move_to(meetings[1].starts_at)
    words = page(client, f"/meetings/series/{series.slug}/")
    assert words.count('class="card meet"') == 2 and "What has been" in words
    assert f'href="{meetings[0].get_absolute_url()}"' in words


def test_a_meeting_that_stands_alone_says_nothing_of_a_series(client):
    assert "One of a series" not in page(client, make_meeting().get_absolute_url())


def test_a_series_of_drafts_is_nowhere(client):
    series, _ = weekly(state="draft")
    assert client.get(f"/meetings/series/{series.slug}/").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_asks_the_same_number_of_questions_for_1_and_20(client, number):
    hall = make_venue()
    rows = [
        make_meeting(venue=hall, starts_at=NOW + timedelta(days=7 * n + 1), room_capacity=9) for n in range(number)
    ]
    address = make_series(*rows).get_absolute_url()
    page(client, address)
    with data_statements() as seen:
        page(client, address)
    assert len(seen) == 4, "\n".join(seen)


def test_staff_see_the_dates_before_a_series_is_made(client_of, staff):
    client, venue = client_of(staff), make_venue()
    meeting = make_meeting(title="Lunch", venue=venue, starts_at=wall(date(2027, 3, 15), time(10)))
    address = f"/admin/meetings/meeting/{meeting.pk}/step/again/"
    data = {"every": "week", "last_day": "2027-04-12", "skip_holidays": "on", "publish": "on"}
    words = client.post(address, data).content.decode()
    assert "Monday 22 March 2027" in words and "left out: Easter Monday" in words
    assert "Choose a day to come" in client.post(address, data | {"last_day": "2027-02-01"}).content.decode()
    assert not Series.objects.exists()
    client.post(address, data | {"_confirmed": "tell"})
    days = [m.starts_at.astimezone(LONDON).date() for m in Meeting.objects.order_by("starts_at")]
    assert days == [date(2027, 3, 15), date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 12)]


def test_staff_choose_which_of_the_series_a_change_is_for(client_of, staff):
    series, meetings = weekly()
    client, address = client_of(staff), f"/admin/meetings/meeting/{meetings[1].pk}/change/"
    words = page(client, address)
    assert "This one and those after it" in words and "Every Tuesday" in words
    data = form_data(meetings[1], summary="Soup.", scope="following", _save="Save")
    words = client.post(address, data).content.decode()
    assert "Follows: Tuesday 23 March 2027, 10:00" in words and "Nobody is told" in words
    assert not Meeting.objects.filter(summary="Soup.").exists()
    client.post(address, data | {"_confirmed": "tell"})
    assert list(Meeting.objects.filter(summary="Soup.").order_by("starts_at")) == meetings[1:]
    assert "This one and those" not in page(client, f"/admin/meetings/meeting/{make_meeting().pk}/change/")


def test_a_change_of_this_one_alone_is_kept_by_it(client_of, staff):
    series, meetings = weekly()
    client = client_of(staff)
    for number, words in ((1, "Its own."), (0, "For all.")):
        address = f"/admin/meetings/meeting/{meetings[number].pk}/change/"
        scope = "all" if number == 0 else "this"
        client.post(address, form_data(meetings[number], summary=words, scope=scope, _confirmed="tell"))
    assert [m.summary for m in Meeting.objects.order_by("starts_at")] == ["For all.", "Its own.", "For all."]
    assert "(changed on its own)" in page(client, f"/admin/meetings/series/{series.pk}/change/")


def test_staff_cancel_the_rest_of_a_series_and_see_first_who_is_told(client_of, staff):
    series, meetings = weekly()
    for meeting in meetings:
        make_rsvp(meeting=meeting, user=make_user("ann@example.org") if meeting == meetings[0] else make_user())
    client, address = client_of(staff), f"/admin/meetings/meeting/{meetings[1].pk}/step/cancel-series/"
    data = {"scope": "following", "reason": "No heating."}
    words = client.post(address, data).content.decode()
    assert "tell 2 people" in words and "ann@example.org" not in words
    assert not OutboundMail.objects.exists()
    client.post(address, data | {"_confirmed": "tell"})
    assert [m.state for m in Meeting.objects.order_by("starts_at")] == ["published", "cancelled", "cancelled"]
    assert "No heating." in page(client, meetings[2].get_absolute_url())


def test_staff_postpone_several_and_let_them_go_ahead_after_all(client_of, staff):
    _, meetings = weekly()
    for meeting in meetings:
        make_rsvp(meeting=meeting, user=make_user())
    client, base = client_of(staff), f"/admin/meetings/meeting/{meetings[1].pk}"
    assert "Postpone several of the series" in page(client, f"{base}/change/")
    data = {"scope": "following", "reason": "No heating."}
    words = client.post(f"{base}/step/postpone-series/", data).content.decode()
    assert "tell 2 people" in words and "Tuesday 23 March 2027" in words and "Postponed: No heating." in words
    client.post(f"{base}/step/postpone-series/", data | {"_confirmed": "tell"})
    assert [m.state for m in Meeting.objects.order_by("starts_at")] == ["published", "postponed", "postponed"]
    words = client.post(f"{base}/step/restore-series/", {"scope": "all"}).content.decode()
    assert "tell 2 people" in words and "Tuesday 9 March 2027" not in words
    client.post(f"{base}/step/restore-series/", {"scope": "all", "_confirmed": "tell"})
    assert {m.state for m in Meeting.objects.all()} == {"published"}
    assert "go ahead after all" not in page(client, f"{base}/change/")


def test_the_list_of_series_says_what_is_to_come_and_its_steps_work(client_of, staff):
    series, meetings = weekly(state="draft")
    client, base = client_of(staff), f"/admin/meetings/series/{series.pk}"
    assert "Every Tuesday" in page(client, "/admin/meetings/series/")
    client.post(f"{base}/step/publish/")
    assert {m.state for m in Meeting.objects.all()} == {"published"}
    client.post(f"{base}/step/longer/", {"last_day": "2027-04-06", "skip_holidays": "on"})
    assert Meeting.objects.filter(state="draft").count() == 2
    words = page(client, f"{base}/change/")
    assert "Tuesday 6 April 2027, 10:00" in words and "brought back in one step" in words


def test_others_have_no_staff_pages_of_series(client_of, coordinator):
    assert client_of(coordinator).get("/admin/meetings/series/").status_code == 302
    assert timezone.now() == NOW
