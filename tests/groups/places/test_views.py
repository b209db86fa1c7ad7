"""From the city down to the estate and up again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.places.models import Place
from tests.factories.action_groups import make_action_group
from tests.factories.meetings import make_meeting
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Place.objects.select_related("parish", "cluster").get(code="netherfield")


def test_the_list_leads_to_areas_and_parishes(client, estate):
    page = client.get("/places/").content.decode()
    assert f'href="/places/{estate.cluster.code}/"' in page and f'href="/places/{estate.parish.code}/"' in page
    for address in ("/organisations/", "/action-groups/"):
        assert 'href="/places/"' in client.get(address).content.decode(), address


def test_an_estate_says_who_is_there_and_leads_up(client, estate):
    make_organisation(name="Lunch Club", home=estate)
    make_organisation(name="Far Away", home=Place.objects.parishes().exclude(cluster=estate.cluster).first())
    cag = make_action_group(name="Area CAG", place=estate.cluster)
    make_meeting(title="Coming", action_groups=[make_action_group(name="Own CAG", place=estate)])
    page = client.get(f"/places/{estate.code}/").content.decode()
    for words in ("Lunch Club", "Area CAG", "Own CAG", "Coming", f"/places/{estate.parish.code}/"):
        assert words in page
    assert f"/places/{estate.cluster.code}/" in page and "Far Away" not in page
    assert f"/places/{estate.cluster.code}/" in client.get(cag.get_absolute_url()).content.decode()


def test_an_area_gathers_what_lies_inside_and_leads_down(client, estate):
    make_organisation(name="Lunch Club", home=estate)
    page = client.get(f"/places/{estate.cluster.code}/").content.decode()
    assert "Lunch Club" in page and f"/places/{estate.parish.code}/" in page
    assert f"/places/{estate.code}/" in client.get(f"/places/{estate.parish.code}/").content.decode()


def test_wards_and_special_places_have_no_page(client):
    for place in Place.objects.filter(kind__in=["ward", "special", "city"]):
        assert client.get(f"/places/{place.code}/").status_code == 404, place
    assert client.get("/places/nowhere/").status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_a_place_asks_the_same_number_of_questions(client, estate, rows, django_assert_num_queries):
    for number in range(rows):
        make_organisation(name=f"Club {number}", home=estate)
        start = timezone.now() + timedelta(days=number + 1)
        cag = make_action_group(name=f"CAG {number}", place=estate)
        make_meeting(starts_at=start, ends_at=start + timedelta(hours=1), action_groups=[cag])
    client.get(f"/places/{estate.code}/")
    with django_assert_num_queries(12):
        client.get(f"/places/{estate.code}/")
