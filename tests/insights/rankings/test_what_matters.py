"""What matters here: members put themes in order, each quarter anew; few answers are not shown."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from camk.errors import RuleBroken
from groups.themes.models import Theme
from insights.figures.periods import Quarter
from insights.rankings.actions import rank, rank_in_area
from insights.rankings.counting import order_of
from insights.rankings.models import ThemeRanking
from tests.factories.action_groups import make_action_group, make_membership
from tests.factories.issues import make_issue, place, theme
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db
NOW = "2026-11-25 12:00"
QUARTER = Quarter(2026, 4)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=True):
        yield


def page(cag):
    return reverse("insights:what-matters", args=[cag.slug])


def members(cag, number):
    return [make_membership(action_group=cag, organisation=make_organisation()) for _ in range(number)]


def test_a_member_puts_themes_in_order_and_changes_its_mind(client_of, member, action_group):
    client = client_of(member)
    assert "What matters most to you?" in client.get(page(action_group)).text
    mine = member.organisation_roles.get().organisation.memberships.get()
    food, housing = theme("food"), theme("housing")
    client.post(page(action_group), {"speaker": mine.pk, "theme_1": food.pk, "theme_2": housing.pk})
    client.post(page(action_group), {"speaker": mine.pk, "theme_1": housing.pk})
    ranking = ThemeRanking.objects.get()
    assert [row.theme for row in ranking.ranked.all()] == [housing] and ranking.by == member
    assert client.get(page(action_group)).context["form"].initial["theme_1"] == housing.pk


def test_a_theme_named_twice_is_said_and_nothing_typed_is_lost(client_of, member, action_group):
    mine = member.organisation_roles.get().organisation.memberships.get()
    food = theme("food").pk
    got = client_of(member).post(page(action_group), {"speaker": mine.pk, "theme_1": food, "theme_2": food})
    assert got.status_code == 200 and "stands here twice" in got.text and f'value="{food}" selected' in got.text
    assert not ThemeRanking.objects.exists()


def test_the_common_order_shows_from_five_members_on(client, client_of, staff, action_group):
    rows, food, housing = members(action_group, 5), theme("food"), theme("housing")
    make_issue(main_theme=food, state="accepted")
    for row in rows[:4]:
        rank(membership=row, themes=[food, housing], by=None)
    hidden = client.get(page(action_group))
    assert "4 members have answered" in hidden.text and "<table" not in hidden.text
    assert "Only staff see this" in client_of(staff).get(page(action_group)).text
    rank(membership=rows[4], themes=[housing], by=None)
    order = order_of(action_group, QUARTER)
    assert [(r.theme, r.points, r.members, r.told) for r in order.rows] == [(housing, 21, 5, 0), (food, 20, 4, 1)]
    client.logout()
    assert "<table" in client.get(page(action_group)).text


def test_each_quarter_has_its_own_order(action_group):
    rows, food, housing = members(action_group, 5), theme("food"), theme("housing")
    for row in rows:
        rank(membership=row, themes=[food], by=None)
    with time_machine.travel("2027-01-10 12:00"):
        for row in rows:
            rank(membership=row, themes=[housing], by=None)
    assert [row.theme for row in order_of(action_group, QUARTER).rows] == [food]
    assert [row.theme for row in order_of(action_group, Quarter.of(date(2027, 1, 10))).rows] == [housing]


def test_who_left_counts_no_more_and_says_nothing_more(action_group):
    rows, food = members(action_group, 5), theme("food")
    for row in rows:
        rank(membership=row, themes=[food], by=None)
    gone = make_membership(action_group=action_group, organisation=make_organisation(), state="left")
    with pytest.raises(RuleBroken):
        rank(membership=gone, themes=[food], by=None)
    assert order_of(action_group, QUARTER).members == 5


def test_an_area_without_a_cag_has_its_order_from_the_organisations_that_are_there(client, client_of, coordinator):
    area, food, housing = place("Netherfield").cluster, theme("food"), theme("housing")
    own = coordinator.organisation_roles.get().organisation
    with fixture_writes():
        own.places.add(place("Netherfield"))
    address = reverse("insights:what-matters-in-area", args=[area.code])
    assert address in client.get(area.get_absolute_url()).text
    browser = client_of(coordinator)
    browser.post(address, {"speaker": own.pk, "theme_1": food.pk, "theme_2": housing.pk})
    browser.post(address, {"speaker": own.pk, "theme_1": housing.pk})
    assert browser.get(address).context["form"].initial["theme_1"] == housing.pk
    for _ in range(3):
        rank_in_area(area=area, organisation=make_organisation(home=place("Netherfield")), themes=[food], by=None)
    client.logout()
    hidden = client.get(address).text
    assert "4 organisations have answered" in hidden and "<table" not in hidden
    rank_in_area(area=area, organisation=make_organisation(home=area), themes=[food, housing], by=None)
    assert [(r.theme, r.points) for r in order_of(area, QUARTER).rows] == [(food, 20), (housing, 9)]
    assert "In the order of 5 organisations" in client.get(address).text


def test_who_is_not_in_an_area_says_nothing_of_it(client, client_of, coordinator):
    area = place("Stony Stratford").parish
    address = reverse("insights:what-matters-in-area", args=[area.code])
    assert client.post(address, {"theme_1": theme("food").pk}).status_code == 404
    assert client_of(coordinator).post(address, {"theme_1": theme("food").pk}).status_code == 404
    with pytest.raises(RuleBroken, match="at home or work here"):
        rank_in_area(area=area, organisation=make_organisation(), themes=[theme("food")], by=None)


@pytest.mark.parametrize("who", ["visitor", "trustee", "other_coordinator"])
def test_nobody_else_gives_an_order(request, client, client_of, action_group, who):
    person = request.getfixturevalue(who)
    browser = client_of(person) if person.is_authenticated else client
    assert browser.get(page(action_group)).status_code == 200
    assert browser.post(page(action_group), {"theme_1": theme("food").pk}).status_code == 404


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5, unique=True), min_size=5, max_size=8))
def test_the_points_are_those_of_a_count_by_hand(orders):
    cag, themes = make_action_group(), list(Theme.objects.order_by("pk")[:6])
    for membership, order in zip(members(cag, len(orders)), orders, strict=True):
        rank(membership=membership, themes=[themes[n] for n in order], by=None)
    by_hand = {}
    for order in orders:
        for position, n in enumerate(order):
            by_hand[themes[n]] = by_hand.get(themes[n], 0) + 5 - position
    got = order_of(cag, QUARTER)
    assert {row.theme: row.points for row in got.rows} == by_hand
    assert [row.points for row in got.rows] == sorted(by_hand.values(), reverse=True)
