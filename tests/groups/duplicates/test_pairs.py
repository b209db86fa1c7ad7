"""Likely pairs: found with a reason, "not the same" remembered, joined from the staff pages."""

import pytest

from camk.errors import RuleBroken
from groups.duplicates.actions import pairs
from groups.duplicates.actions.merging import merge
from groups.duplicates.models import LikelyPair
from groups.duplicates.tasks import refresh
from groups.organisations.actions.records import change_organisation, set_aliases
from tests.factories.camk import make_user
from tests.factories.meetings import make_meeting, make_rsvp
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(organisation):
    """`organisation` (Netherfield Lunch Club) and a record with a slip in its name."""
    return organisation, make_organisation(name="Nethefield Lunch Club Ltd")


def found():
    return {(pair.low.name, pair.high.name): pair.reason for pair in LikelyPair.objects.open()}


def test_pairs_are_found_by_name_website_and_postcode_with_the_reason(twins):
    one = make_organisation(name="Bakers of Bradwell", website="https://www.bakers.example/x", postcode="MK13 8PL")
    make_organisation(name="Bread for All", website="http://bakers.example")
    make_organisation(name="Bradwell Bakers Bread School", postcode="MK13 8PL")
    make_organisation(name="Facebook Club", website="https://facebook.com/a")
    make_organisation(name="Another", website="https://facebook.com/b")
    assert pairs.refresh_pairs() == 3
    assert found() == {
        ("Netherfield Lunch Club", "Nethefield Lunch Club Ltd"): "names 97% alike",
        (one.name, "Bread for All"): "the same website",
        (one.name, "Bradwell Bakers Bread School"): "the same postcode, and names 74% alike",
    }


def test_a_pair_known_by_another_name_is_found():
    make_organisation(name="Sofea", aliases=["Fareshare Hub"])
    make_organisation(name="Fareshare Hub MK")
    pairs.refresh_pairs()
    assert found() == {("Sofea", "Fareshare Hub MK"): "the same name"}


def test_not_the_same_is_remembered(twins, staff):
    refresh()
    pair = LikelyPair.objects.get()
    assert (pair.low, pair.high) == twins
    pairs.say_different(pair=pair, by=staff)
    refresh()
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("different", staff) and not LikelyPair.objects.open().exists()
    with pytest.raises(RuleBroken):
        pairs.say_different(pair=pair, by=staff)
    pairs.look_again(pair=pair, by=staff)
    assert LikelyPair.objects.open().count() == 1


def test_a_pair_that_is_none_any_more_goes(twins, staff):
    refresh()
    assert LikelyPair.objects.count() == 1
    twins[1].name = "Wolverton Walkers"
    change_organisation(organisation=twins[1], by=staff)
    set_aliases(organisation=twins[1], names=[], by=staff)
    refresh()
    assert not LikelyPair.objects.exists()


def test_what_was_decided_on_either_record_holds_for_the_joined_one(twins, other_organisation, staff):
    stays, goes = twins
    pairs.note_pair(one=stays, other=other_organisation, by=staff)
    pairs.say_different(pair=pairs.note_pair(one=goes, other=other_organisation, by=staff), by=staff)
    merge(goes=goes, stays=stays, by=staff)
    pair = LikelyPair.objects.get()
    assert {pair.low, pair.high} == {stays, other_organisation} and pair.state == "different"


def test_what_reaches_a_merged_record_late_is_carried_over(twins, staff):
    """A form that was open while staff pressed the button."""
    stays, goes = twins
    merge(goes=goes, stays=stays, by=staff)
    rsvp = make_rsvp(meeting=make_meeting(), user=make_user(), organisation=goes)
    refresh()
    rsvp.refresh_from_db()
    assert rsvp.organisation == stays


def test_staff_look_decide_and_join_in_their_pages(client_of, staff, coordinator, twins):
    stays, goes = twins
    browser = client_of(staff)
    assert "Likely pairs" in browser.get("/admin/groups/organisation/").content.decode()
    page = browser.post("/admin/groups/likelypair/look/", follow=True).content.decode()
    assert "Pairs to look at: 1." in page and "names 97% alike" in page
    pair = LikelyPair.objects.get()
    page = browser.get(f"/admin/groups/likelypair/{pair.pk}/change/").content.decode()
    url = f"/admin/groups/likelypair/join/{goes.pk}/{stays.pk}/"
    assert url in page and "They are not the same" in page
    page = browser.get(url).content.decode()
    assert "This cannot be undone." in page and "What moves" in page and "Likely pairs" in page
    browser.post(url, {})
    goes.refresh_from_db()
    assert goes.state == "active", "nothing chosen where they differ: asked again"
    page = browser.post(url, {"name": "stays", "description": "goes"}, follow=True).content.decode()
    assert "is part of “Netherfield Lunch Club” now" in page and "Nethefield Lunch Club Ltd on" in page
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.merged_into, stays.description) == (stays, goes.description)
    again = browser.post(url, {"name": "stays", "description": "goes"}).content.decode()
    assert "already. Nothing was changed." in again


def test_staff_key_in_a_pair_nobody_found(client_of, staff, twins, other_organisation):
    browser = client_of(staff)
    url = "/admin/groups/likelypair/add/"
    page = browser.post(url, {"one": "nobody has this name", "other": str(other_organisation.pk)}).content.decode()
    assert "No record here has that name or number." in page and str(other_organisation.pk) in page
    answer = browser.post(url, {"one": "wolverton walkers", "other": str(twins[0].pk)})
    pair = LikelyPair.objects.get()
    assert answer["Location"].endswith(f"/join/{pair.high_id}/{pair.low_id}/")


def test_pages_of_pairs_are_for_staff(client_of, coordinator, twins):
    browser = client_of(coordinator)
    for url in ("/admin/groups/likelypair/", "/admin/groups/likelypair/look/", "/admin/groups/likelypair/join/1/2/"):
        assert browser.get(url).status_code == 302 and browser.post(url).status_code == 302
