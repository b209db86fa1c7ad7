"""Looking through past meetings: by words, by year, and only in what the reader may read."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from groups.themes.models import Theme
from tests.factories.meetings import make_meeting
from tests.factories.outcomes import make_material, make_past, make_record
from tests.meetings.outcomes.test_views import page

pytestmark = pytest.mark.django_db


def titles(client, query):
    words = page(client, f"/meetings/past/?{query}")
    return {name for name in ("Lunch", "Lamps", "Members day", "Coming", "Plan") if f">{name}</a>" in words}


@pytest.fixture
def meetings(action_group):
    lunch = make_past(title="Lunch", themes=[Theme.objects.get(code="isolation")])
    make_record(meeting=lunch, minutes="We heard of an underpass.", decisions=["A gazebo for all."])
    lamps = make_past(title="Lamps", starts_at=datetime(2025, 5, 5, 10, tzinfo=UTC), notes="A draft about ducks.")
    make_material(meeting=lamps, title="Map of redways")
    members = make_past(title="Members day", action_groups=[action_group])
    make_record(meeting=members, audience="members", minutes="The zebra crossing.", decisions=[])
    make_meeting(title="Coming", summary="gazebo")
    make_past(title="Plan", state="draft", summary="gazebo")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=gazebo", {"Lunch"}),
        ("q=underpass+GAZEBO", {"Lunch"}),
        ("q=redways", {"Lamps"}),
        ("q=ducks", set()),
        ("q=zebra", set()),
        ("q=lunhc", {"Lunch"}),
        ("year=2025", {"Lamps"}),
        ("year=2025&q=gazebo", set()),
        ("q=%00", {"Lunch", "Lamps", "Members day"}),
        ("year=99999999999999999999", {"Lunch", "Lamps", "Members day"}),
    ],
)
def test_words_are_found_where_they_stand_by_who_may_read_them(client, meetings, query, expected):
    assert titles(client, query) == expected


def test_a_theme_finds_its_meetings(client, meetings):
    assert titles(client, urlencode({"q": Theme.objects.get(code="isolation").label})) == {"Lunch"}


def test_members_find_what_is_for_members(client_of, member, supporter, meetings):
    assert titles(client_of(member), "q=zebra") == {"Members day"}
    assert titles(client_of(supporter), "q=zebra") == set()


def test_what_is_found_has_pages_too(client):
    for number in range(31):
        make_past(title=f"Walk {number}", summary="by the canal")
    for query in ("q=canal", f"year={timezone.localdate(timezone.now() - timedelta(days=9)).year}"):
        assert page(client, f"/meetings/past/?{query}").count("Walk") >= 30
        assert "Walk" in page(client, f"/meetings/past/?{query}&page=2")
