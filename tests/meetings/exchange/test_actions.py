"""Needs and offers: posted, brought together once, over on their day, asked about; what has gone is not passed on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camk import merging
from camk.actions import action
from camk.errors import RuleBroken
from camk.outbox.models import OutboundMail
from groups.organisations.models import Organisation
from groups.places.models import Place
from groups.themes.models import Theme
from meetings.connections.models import Connection
from meetings.exchange import actions
from meetings.exchange.matching import fits
from meetings.exchange.models import Listing, Match
from meetings.exchange.tasks import look_through
from meetings.introductions.actions import answer
from meetings.introductions.models import Introduction
from meetings.introductions.tasks import follow_up
from tests.factories.action_groups import make_membership
from tests.factories.camk import make_user
from tests.factories.connections import make_listing
from tests.factories.organisations import make_organisation, make_role
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


class Two:
    """One that needs a minibus, one that has one, each with a contact."""

    def __init__(self):
        self.needy, self.giver = make_organisation(name="Lunch Club"), make_organisation(name="Village Hoppers")
        self.nell, self.gus = make_user("nell@example.org", name="Nell"), make_user("gus@example.org", name="Gus")
        make_role(user=self.nell, organisation=self.needy)
        make_role(user=self.gus, organisation=self.giver)

    def both(self, **changes):
        self.need = make_listing(self.needy, title="A minibus on Friday mornings", **changes)
        self.offer = make_listing(self.giver, kind="offer", title="Our minibus stands still on Fridays")
        return self.need, self.offer


@pytest.fixture
def two(db):
    return Two()


def kinds(user) -> list[str]:
    rows = OutboundMail.objects.filter(user=user).order_by("pk")
    return [mail.kind.removeprefix("meetings/") for mail in rows]


def values(**changes):
    until = timezone.localdate() + timedelta(days=30)
    return {
        "kind": "need",
        "title": "A hall",
        "words": "",
        "place": None,
        "until": until,
        "audience": "public",
    } | changes


def test_a_contact_posts_once_and_ninety_days_is_the_most(two):
    one = actions.post_listing(organisation=two.needy, values=values(), themes=[], by=two.nell)
    again = actions.post_listing(organisation=two.needy, values=values(), themes=[], by=two.nell)
    assert one == again and one.posted_by == two.nell and one.is_open
    for until in (timezone.localdate() + timedelta(days=91), timezone.localdate() - timedelta(days=1)):
        with pytest.raises(RuleBroken, match="90 days at most"):
            actions.post_listing(
                organisation=two.needy, values=values(title="x", until=until), themes=[], by=two.nell
            )


def test_a_need_that_fits_an_offer_is_brought_together_once(two):
    two.both()
    look_through()
    look_through()
    assert kinds(two.nell) == kinds(two.gus) == ["introduction_proposed"], "one mail per match"
    match = Match.objects.get()
    assert (match.listing, match.other, match.organisation) == (two.need, two.offer, two.giver)
    assert match.introduction.reason == (
        "Lunch Club needs: A minibus on Friday mornings. Village Hoppers offers: Our minibus stands still on Fridays."
    )
    for user, organisation in ((two.nell, two.needy), (two.gus, two.giver)):
        answer(side=match.introduction.sides.get(organisation=organisation), yes=True, by=user)
    tie = Connection.objects.get()
    assert (tie.origin, tie.state) == ("offer", "introduced")


def test_words_theme_and_place_count_and_nothing_matches_by_place_alone(two):
    food, place = Theme.objects.get(code="food"), Place.objects.get(code="netherfield")
    cook = make_listing(two.needy, title="A second cook", place=place, themes=[food])
    trained = make_listing(two.giver, kind="offer", title="Cooking lessons", place=place, themes=[food])
    make_listing(two.giver, kind="offer", title="A brass band", place=place, themes=[food])
    make_listing(two.needy, kind="offer", title="A second cook")
    read = list(Listing.objects.open().with_themes())
    assert [(fit.need, fit.offer) for fit in fits(read)] == [(cook, trained)]


def test_we_can_help_asks_the_other_side_alone(two):
    need, _ = two.both()
    match = actions.respond(listing=need, organisation=two.giver, by=two.gus)
    assert actions.respond(listing=need, organisation=two.giver, by=two.gus) == match
    assert kinds(two.nell) == ["introduction_proposed"] and kinds(two.gus) == []
    assert match.introduction.reason.endswith("Village Hoppers can help.")
    answer(side=match.introduction.sides.get(organisation=two.needy), yes=True, by=two.nell)
    assert kinds(two.gus) == ["introduction_made"] and "introduction_made" in kinds(two.nell)
    with pytest.raises(RuleBroken, match="your own"):
        actions.respond(listing=need, organisation=two.needy, by=two.nell)


def test_what_is_for_members_is_matched_with_members_alone(two, action_group):
    two.both(audience="members")
    look_through()
    assert not Match.objects.exists()
    make_membership(action_group=action_group, organisation=two.giver)
    look_through()
    assert Match.objects.count() == 1


def test_when_its_day_is_over_it_is_asked_about_once(two):
    need, _ = two.both()
    actions.respond(listing=need, organisation=two.giver, by=two.gus)
    with fixture_writes():
        Listing.objects.filter(pk=need.pk).update(until=timezone.localdate() - timedelta(days=1))
    look_through()
    look_through()
    need.refresh_from_db()
    assert need.state == "expired" and kinds(two.nell).count("listing_over") == 1
    assert Introduction.objects.get().state == "taken_back" and "introduction_not_now" in kinds(two.gus)
    actions.change_listing(listing=need, values=values(title=need.title), themes=[], by=two.nell)
    need.refresh_from_db()
    assert need.is_open and need.ended_at is None
    actions.close(listing=need, outcome="here", came_of_it="They drive us.", by=two.nell)
    actions.close(listing=need, outcome="no", by=two.nell)
    need.refresh_from_db()
    assert (need.state, need.outcome, need.came_of_it) == ("sorted", "here", "They drive us.")


def test_a_provider_that_rests_or_left_is_not_passed_on(two):
    """Trap I17: the offer stands, its organisation does not take part any more."""
    need, offer = two.both()
    with fixture_writes():
        Organisation.objects.filter(pk=two.giver.pk).update(state="dormant")
    look_through()
    assert not Match.objects.exists() and list(Listing.objects.open()) == [need]
    with pytest.raises(RuleBroken, match="over"):
        actions.respond(listing=offer, organisation=two.needy, by=two.nell)
    with fixture_writes():
        Organisation.objects.filter(pk=two.giver.pk).update(state="active")
    look_through()
    assert Match.objects.count() == 1, "back again, it counts again"
    with fixture_writes():
        Organisation.objects.filter(pk=two.giver.pk).update(state="archived")
    follow_up()
    assert Introduction.objects.get().state == "taken_back"


def test_one_that_cannot_be_asked_stops_no_other(two):
    two.both()
    with fixture_writes():
        two.giver.roles.update(state="ended")
    third = make_organisation(name="Third")
    make_role(user=make_user(), organisation=third)
    make_listing(third, kind="offer", title="A minibus, Fridays")
    look_through()
    assert Match.objects.get().organisation == third


@action
def merge(*, goes, stays):
    """What becomes of needs and offers when staff join two records."""
    merging.move_all(goes=goes, stays=stays, by=None)


def test_merging_moves_needs_and_offers(two):
    two.both()
    look_through()
    twin = make_organisation(name="Village Hoppers Hanslope")
    make_listing(twin, title="A driver")
    merge(goes=two.giver, stays=twin)
    assert set(Listing.objects.filter(organisation=twin).values_list("title", flat=True)) == {
        "A driver",
        "Our minibus stands still on Fridays",
    }
    assert Match.objects.get().organisation == twin
