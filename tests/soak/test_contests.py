"""The last places contested many times over; `make test` runs it once."""

import time

import pytest

from meetings.rsvps.models import Rsvp
from tests.meetings.test_contest import PEOPLE, PLACES, contest

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
CONTESTS = 20


def test_every_contest_is_exact(live_server):
    start = time.monotonic()
    for _ in range(CONTESTS):
        meeting = contest(live_server, twice=range(0, PEOPLE, 7))
        states = Rsvp.objects.filter(meeting=meeting).values_list("state", flat=True)
        assert sorted(states) == sorted(["yes"] * PLACES + ["waitlisted"] * (PEOPLE - PLACES))
    answers = CONTESTS * PEOPLE
    pace = answers / (time.monotonic() - start)
    print(f"\n{CONTESTS} contests of {PEOPLE} for {PLACES} places: exact, {pace:.0f} answers a second")
