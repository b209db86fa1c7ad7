"""How many came to the last meetings of the same CAGs, for staff who choose a room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.rsvps.lately import lately_words, people_lately
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.meetings.rsvps.counting import data_statements

pytestmark = pytest.mark.django_db


def held(days, sizes, **changes):
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=days), **changes)
    for size in sizes:
        make_rsvp(meeting=meeting, user=make_user(), party_size=size, attendance="attended")
    make_rsvp(meeting=meeting, user=make_user(), party_size=9, attendance="absent")
    return meeting


def test_the_last_three_of_the_same_cags_latest_first(action_group):
    other = make_action_group()
    held(40, [1], action_groups=[action_group])
    held(30, [2, 2], action_groups=[action_group, other])
    held(20, [3], action_groups=[action_group])
    held(10, [5], action_groups=[action_group])
    held(5, [7], action_groups=[other])
    held(4, [], action_groups=[action_group])  # nobody marked who came
    held(3, [8], action_groups=[action_group], state="cancelled")
    meeting = make_meeting(action_groups=[action_group])
    with data_statements() as seen:
        assert people_lately(meeting) == [5, 3, 4]
    assert len(seen) == 1
    assert lately_words(meeting) == "The last 3 meetings of the same CAGs had 5, 3 and 4 people."


def test_a_meeting_of_two_cags_counts_people_once(action_group):
    other = make_action_group()
    held(10, [2, 3], action_groups=[action_group, other])
    assert people_lately(make_meeting(action_groups=[action_group, other])) == [5]


def test_without_any_it_says_so(client_of, staff):
    meeting = make_meeting()
    words = client_of(staff).get(f"/admin/meetings/meeting/{meeting.pk}/change/").content.decode()
    assert "No meeting of the same CAGs yet" in words
    assert client_of(staff).get("/admin/meetings/meeting/add/").status_code == 200
