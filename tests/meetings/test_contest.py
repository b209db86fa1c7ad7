"""The last places, over HTTP: sixty people press "We'll be there" at once for twenty places."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from meetings.meetings.models import Meeting
from meetings.rsvps.models import Rsvp
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting
from tests.meetings.rsvps.crowding import all_together, one_at_a_time

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE, PLACES, AT_ONCE = 60, 20, 30
CSRF = "a" * 32


def session_of(user) -> str:
    """A signed-in session, made as Django makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "camk.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def press(live_server, path: str, key: str) -> int:
    """POST "We'll be there" as the owner of this session; returns the status."""
    connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=60)
    body = urlencode({"answer": "yes", "csrfmiddlewaretoken": CSRF})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={CSRF}",
    }
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def contest(live_server, twice=()) -> Meeting:
    """Everybody presses at once; `twice` picks those who press again, as people do."""
    meeting = make_meeting(title="The last places", room_capacity=PLACES)
    keys = [session_of(make_user()) for _ in range(PEOPLE)]
    path = f"/meetings/{meeting.slug}/answer/"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda key: press(live_server, path, key), keys + [keys[n] for n in twice]))
    assert set(statuses) == {302}
    return meeting


def test_sixty_for_twenty_places_gives_twenty_and_a_queue(live_server, monkeypatch):
    twice = range(0, PEOPLE, 7)
    one_at_a_time(monkeypatch, answers=PEOPLE + len(twice))
    meeting = contest(live_server, twice)
    going = Rsvp.objects.filter(meeting=meeting, state=Rsvp.State.YES)
    queue = list(Rsvp.objects.filter(meeting=meeting).waiting())
    assert going.count() == PLACES
    assert len(queue) == PEOPLE - PLACES
    assert [r.queued_at for r in queue] == sorted(r.queued_at for r in queue)
    # Nobody overtook: whoever waits answered after the last who got a place.
    assert max(r.answered_at for r in going) <= min(r.queued_at for r in queue)


def test_without_the_lock_the_same_contest_overbooks(live_server, monkeypatch):
    """The control run: it shows that the test above can fail."""
    all_together(monkeypatch, AT_ONCE)
    meeting = contest(live_server)
    assert Rsvp.objects.filter(meeting=meeting, state=Rsvp.State.YES).count() >= AT_ONCE > PLACES
