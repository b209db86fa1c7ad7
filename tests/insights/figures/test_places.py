"""How many released issues a place has: never a number from which one contributor follows."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from camk.suppression import MINIMUM
from groups.places.models import Place
from insights.figures.periods import Quarter, start_of
from insights.figures.places import issues_in_place, safe
from tests.factories.camk import make_user
from tests.factories.issues import make_issue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({1: (7, 6), 2: (5, 5)}, {1: 7, 2: 5}),
        ({1: (7, 6), 2: (3, 3), 3: (6, 6)}, {1: 7, 2: None, 3: None}),  # 3 alone would follow from the total
        ({1: (7, 6), 2: (3, 3), 3: (2, 1)}, {1: 7, 2: None, 3: None}),
        ({1: (9, 1), 2: (0, 0)}, {1: None, 2: 0}),  # nine of one organisation; how many name no place, nobody knows
        ({1: (1, 1), 2: (0, 0)}, {1: None, 2: None}),  # the only one there is
        ({1: (1, 1), 2: (1, 1), 3: (7, 6)}, {1: None, 2: None, 3: None}),  # "hidden" twice for two issues is one each
        ({0: (1, 1), 1: (1, 1), 2: (1, 1), 3: (7, 6)}, {1: None, 2: None, 3: 7}),
    ],
)
def test_a_small_count_takes_a_neighbour_along(cells, shown):
    assert safe(cells, shown) == shown


def test_whoever_knows_the_rule_and_the_total_works_out_no_hidden_number():
    """Every small table there can be: those that look the same differ in each number that is hidden."""
    most, keys = 4, (1, 2, 3)
    cell = [(0, 0), *((n, people) for n in range(1, most + 1) for people in (1, MINIMUM))]
    alike: dict = {}
    for cells in itertools.product(cell, repeat=len(keys)):
        for rest in range(most + 1):
            total = sum(n for n, _ in cells) + rest
            if total > most:
                continue
            seen = safe({0: (rest, rest), **dict(zip(keys, cells, strict=True))}, keys)
            alike.setdefault((total, tuple(seen.values())), []).append([n for n, _ in cells])
    leaks = [
        (total, seen, key)
        for (total, seen), tables in alike.items()
        for key, number in enumerate(seen)
        if number is None and len({table[key] for table in tables}) < 2
    ]
    assert len(alike) > 50 and not leaks


def told(place, number, *, ago=None):
    when = ago or start_of(Quarter.of(timezone.localdate()).first_day) - timedelta(days=3)
    for _ in range(number):
        make_issue(
            released=True, state="accepted", user=make_user(), main_place=place, places=[place], created_at=when
        )


def test_counted_until_the_last_quarter_by_parish_and_area(client):
    parishes = Place.objects.parishes().filter(cluster__code="central").order_by("pk")
    one, two = parishes[:2]
    told(one, 6)
    told(two, 5)
    told(two, 3, ago=timezone.now())
    until = Quarter.of(timezone.localdate()).previous()
    assert issues_in_place(one) == (6, until) and issues_in_place(two) == (5, until)
    assert issues_in_place(one.cluster)[0] == 11
    estate = Place.objects.filter(parish=one).exclude(pk=one.pk).first()
    if estate:
        assert issues_in_place(estate)[0] == 6, "an estate shows its parish"
    assert "6 issues" in client.get(f"/places/{one.code}/").content.decode()


def test_a_few_voices_are_not_counted_in_public(client):
    one, two = Place.objects.parishes().filter(cluster__code="central").order_by("pk")[:2]
    told(one, 2)
    told(two, 6)
    assert issues_in_place(one)[0] is None and issues_in_place(two)[0] is None
    assert "too few to give a number" in client.get(f"/places/{one.code}/").content.decode()
    assert issues_in_place(one.cluster)[0] == 8


def test_nothing_is_shown_inside_an_area_that_is_hidden():
    inside = Place.objects.parishes().filter(cluster__code="central").first()
    other = Place.objects.parishes().exclude(cluster__code="central").filter(cluster__isnull=False).first()
    told(inside, 6)
    told(other, 2)
    assert issues_in_place(inside.cluster)[0] is None and issues_in_place(inside)[0] is None
    city = Place.objects.get(kind="city")
    assert issues_in_place(city)[0] == 8, "totals for all of Milton Keynes are shown"


def test_a_place_counts_what_names_it_or_a_place_beneath_it():
    """The main place of most issues is a whole area: a parish is named beside it."""
    estate = Place.objects.filter(kind="estate", parish__cluster__code="central").first()
    parish = estate.parish
    when = start_of(Quarter.of(timezone.localdate()).first_day) - timedelta(days=3)
    for number in range(6):
        named = [parish.cluster, estate if number % 2 else parish]
        make_issue(
            released=True, state="accepted", user=make_user(), main_place=named[0], places=named, created_at=when
        )
    assert issues_in_place(parish)[0] == 6 and issues_in_place(estate)[0] == 6
    assert issues_in_place(parish.cluster)[0] == 6, "an issue with two places of an area counts once"
