"""The small figures of a CAG and of an organisation: the same definitions, nothing small, for whom they are only."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from camk.templatetags.ui import LONDON
from groups.places.models import Place
from insights.figures.small import of_action_group, of_organisation, year_of_quarters
from tests.factories.action_groups import make_action_group
from tests.factories.camk import make_user
from tests.factories.issues import make_issue
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def before():
    """A moment in the last full quarter."""
    last = year_of_quarters(timezone.localdate()).last_day
    return datetime.combine(last - timedelta(days=3), time(10), tzinfo=LONDON)


def lines(found) -> dict:
    return dict(found["lines"])


def test_the_year_ends_with_the_last_full_quarter():
    year = year_of_quarters(datetime(2026, 11, 26).date())
    assert year.label == "October 2025 to September 2026"


def test_a_cag_counts_what_everybody_may_read_and_its_own_meetings(client, before):
    place = Place.objects.parishes().filter(cluster__isnull=False).first()
    cag = make_action_group(place=place.cluster)
    common = {"places": [place], "main_place": place, "created_at": before}
    for n in range(5):
        state = ["accepted", "answered", "confirmed", "confirmed", "raised"][n]
        make_issue(released=True, state=state, user=make_user(), **common)
    make_issue(user=make_user(), **common)  # not released
    make_issue(released=True, user=make_user(), **common | {"created_at": timezone.now()})
    make_issue(released=True, user=make_user(), created_at=before)  # elsewhere
    meeting = make_meeting(action_groups=[cag], starts_at=before)
    make_rsvp(
        meeting=meeting, user=make_user(), organisation=make_organisation(), attendance="attended", party_size=3
    )
    make_rsvp(meeting=make_meeting(starts_at=before), user=make_user(), attendance="attended")
    assert lines(of_action_group(cag, timezone.localdate())) == {
        "Issues told to us about its themes or its area": 5,
        "Of these, have an answer": 3,
        "Of these, done and confirmed": 2,
        "Meetings that were held": 1,
        "People who came": 3,
        "Organisations that came": 1,
    }
    assert "Of these, done and confirmed" in client.get(cag.get_absolute_url()).text


def test_a_few_voices_are_not_numbered_on_the_page_of_a_cag(client, before):
    place = Place.objects.parishes().filter(cluster__isnull=False).first()
    cag, one = make_action_group(place=place.cluster), make_user()
    for _ in range(9):
        make_issue(released=True, places=[place], created_at=before, user=one)
    text = client.get(cag.get_absolute_url()).text
    assert "too few people and organisations" in text and "Of these, have an answer" not in text


def test_an_organisations_numbers_are_for_its_people_and_staff(
    client_of, visitor, member, coordinator, trustee, staff, organisation
):
    make_issue(organisation=organisation, user=coordinator, state="answered")
    make_issue(organisation=organisation, state="withdrawn")
    make_issue(organisation=organisation, state="sealed")
    make_issue(organisation=make_organisation())
    meeting = make_meeting(starts_at=timezone.now() - timedelta(days=1))
    make_rsvp(meeting=meeting, user=coordinator, organisation=organisation, attendance="attended", party_size=2)
    today = timezone.localdate()
    assert list(lines(of_organisation(coordinator, organisation, True, today)).values())[:3] == [1, 1, 0]
    url = organisation.get_absolute_url()
    assert "Issues you told us" in client_of(coordinator).get(url).text
    assert "Issues it told us" in client_of(staff).get(url).text
    other = make_user()
    for user in (visitor, trustee, other):
        assert "In numbers" not in client_of(user).get(url).text
    assert of_organisation(other, organisation, False, today) == {}
