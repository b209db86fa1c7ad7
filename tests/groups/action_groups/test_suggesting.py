"""Which CAGs are suggested, and why."""

import pytest

from groups.action_groups.suggesting import suggestions
from groups.places.models import Place
from groups.themes.models import Theme
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.camk import make_user
from tests.factories.organisations import make_organisation, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def netherfield(db):
    return Place.objects.get(code="netherfield")


@pytest.fixture
def lunch(netherfield, coordinator):
    """The coordinator's second organisation is her only one with a place and a theme."""
    food = Theme.objects.get(code="food")
    club = make_organisation(name="Lunch", home=netherfield, themes=[food])
    user = make_user("lena@example.org", name="Lena")
    make_role(user=user, organisation=club)
    return user


def test_by_place_and_theme_with_the_reason(lunch, netherfield):
    make_action_group(name="Area", place=netherfield.cluster)
    make_action_group(name="Fridges", focus="issue", themes=[Theme.objects.get(code="food")])
    make_action_group(name="Elsewhere", place=Place.objects.clusters().exclude(pk=netherfield.cluster_id).first())
    make_action_group(name="Closed", place=netherfield, state="closed")
    found = [(one.action_group.name, one.reason) for one in suggestions(lunch)]
    assert found == [("Area", "You work in Netherfield"), ("Fridges", "You work on food")]


def test_with_two_organisations_the_reason_names_the_one(lunch, netherfield):
    make_role(user=lunch, organisation=make_organisation(name="Choir", places=[netherfield]))
    make_action_group(name="Fridges", focus="issue", themes=[Theme.objects.get(code="food")])
    (one,) = suggestions(lunch)
    assert one.reason == "Lunch works on food" and one.organisation == "Lunch"


def test_what_they_are_in_or_asked_for_is_not_suggested(lunch, netherfield):
    cag = make_action_group(name="Area", place=netherfield)
    make_membership(action_group=cag, organisation=lunch.organisation_roles.get().organisation, state="applied")
    assert suggestions(lunch) == []


def test_two_statements_whatever_there_is(lunch, netherfield, django_assert_num_queries):
    for number in range(8):
        make_action_group(name=f"Area {number}", place=netherfield, themes=Theme.objects.offered()[:3])
    with django_assert_num_queries(2):
        assert len(suggestions(lunch)) == 3


def test_one_tap_on_my_page(client_of, lunch, netherfield):
    cag = make_action_group(name="Area", place=netherfield)
    page = client_of(lunch).get("/me/").content.decode()
    assert "These may fit" in page and "You work in Netherfield" in page
    club = lunch.organisation_roles.get().organisation
    client_of(lunch).post(f"{cag.get_absolute_url()}join/", {"who": club.pk})
    assert cag.memberships.get().organisation == club
