"""Who might gain from whom: shared things, the rarer the weightier, in words; the known are left out."""

import random
import time
from itertools import combinations

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.naming import normalise
from groups.places.models import Place
from groups.themes.models import Beneficiary, Theme
from insights.demo.data import meetings as held
from insights.demo.data import organisations as told
from meetings.introductions import actions, matching
from meetings.introductions.matching import Facts, best_pairs, in_words
from meetings.introductions.models import Introduction
from meetings.introductions.tasks import suggest
from tests.factories.connections import make_connection
from tests.factories.meetings import make_venue
from tests.factories.organisations import make_organisation
from tests.guard import fixture_writes

pytestmark = pytest.mark.django_db


def make_demonstration() -> dict[str, Organisation]:
    """The organisations of the demonstration, as far as matching reads them."""
    rows, halls = {}, {key: make_venue(name=name) for key, name, *_ in held.VENUES}
    for key, name, _kind, home, themes, who, *_ in told.ORGANISATIONS:
        rows[key] = make_organisation(
            name=name,
            home=Place.objects.get(code=home),
            venues_used=told.VENUES_USED.get(key, ""),
            themes=Theme.objects.filter(code__in=themes.split()),
        )
        with fixture_writes():
            rows[key].beneficiaries.set(Beneficiary.objects.filter(code__in=who.split()))
            rows[key].venues.set(halls[hall] for hall in told.VENUES_OF.get(key, "").split())
    return rows


def test_the_permaculture_and_the_yoga_organisation_come_out_on_top():
    """Ledger A073: in the same building, and no idea of one another."""
    rows = make_demonstration()
    suggest()
    top = Introduction.objects.to_look_at().select_related("low", "high").first()
    assert {top.low, top.high} == {rows["permaculture"], rows["yoga"]}
    assert top.reason.startswith("You both use Larch Hall. You are both at home in Conniburrow.")


def test_the_rarer_thing_weighs_more():
    everybody = [Facts(n, {("theme", "food"): "Food"}) for n in range(40)]
    everybody += [Facts(n, {("theme", "bees"): "Bees", ("theme", "food"): "Food"}) for n in (40, 41)]
    everybody += [Facts(n, {("venue", "hall"): "The Hall"}) for n in (42, 43)]
    first, *rest = best_pairs(everybody, set())
    assert (first.low, first.high) == (42, 43) and first.reason == "You both use The Hall."
    assert [(pair.low, pair.high) for pair in rest] == [(40, 41)], "a theme of nearly all brings nobody up"


def test_the_reason_is_said_in_words():
    labels = {
        ("venue", "x"): "Larch Hall",
        ("estate", "1"): "Conniburrow",
        ("theme", "a"): "Health",
        ("theme", "b"): "Green spaces",
        ("beneficiary", "l"): "LGBTQ+ people",
    }
    assert in_words(list(labels), labels) == (
        "You both use Larch Hall. You are both at home in Conniburrow. You both work on health and green spaces. "
        "You are both there for LGBTQ+ people."
    )


facts = st.lists(
    st.dictionaries(
        st.tuples(st.sampled_from(["venue", "estate", "theme", "beneficiary"]), st.sampled_from("abc")),
        st.just("It"),
        max_size=6,
    ),
    max_size=12,
)


EQUALS = [
    {("venue", "a"): "It", ("estate", "b"): "It", ("theme", "c"): "It"},
    {("venue", "a"): "It", ("estate", "b"): "It", ("theme", "a"): "It"},
    {("venue", "a"): "It", ("estate", "b"): "It", ("theme", "a"): "It", ("theme", "c"): "It"},
]


@settings(max_examples=25, deadline=None)
@example(
    [
        {("venue", "a"): "It", ("theme", "a"): "It"},
        {("venue", "a"): "It", ("theme", "c"): "It"},
        *EQUALS[:2],
        {("theme", "a"): "It"},
        EQUALS[2],
        {("estate", "b"): "It", ("theme", "c"): "It"},
    ],
    set(),
)
@given(facts, st.sets(st.sampled_from(list(combinations(range(12), 2))), max_size=20))
def test_pairs_are_real_few_and_unknown(rows, known):
    everybody = [Facts(number, keys) for number, keys in enumerate(rows)]
    pairs = best_pairs(everybody, known)
    assert pairs == best_pairs(reversed(everybody), known), "the order of reading does not matter"
    assert [p.score for p in pairs] == sorted((p.score for p in pairs), reverse=True)
    for pair in pairs:
        assert pair.low < pair.high and (pair.low, pair.high) not in known and pair.reason
        assert everybody[pair.low].keys.keys() & everybody[pair.high].keys.keys()
    for number in range(len(rows)):
        assert sum(number in (pair.low, pair.high) for pair in pairs) <= matching.MOST_EACH


def test_the_known_the_dismissed_and_the_gone_are_left_out():
    hall = {"venues_used": "Larch Hall; Library"}
    one, two, three = (make_organisation(name=name, **hall) for name in ("One", "Two", "Three"))
    make_organisation(name="Quiet", state="dormant", **hall)
    make_connection(one, two)
    suggest()
    assert {(row.low, row.high) for row in Introduction.objects.all()} == {(one, three), (two, three)}
    actions.dismiss(introduction=Introduction.objects.get(low=one), by=None)
    make_connection(two, three)
    suggest()
    row = Introduction.objects.get()
    assert (row.low, row.high, row.state) == (one, three, "dismissed"), "remembered; the other is no news any more"
    with fixture_writes():
        Organisation.objects.filter(pk=one.pk).update(venues_used="")
    suggest()
    assert Introduction.objects.get() == row


def test_two_thousand_organisations_are_read_and_matched_within_a_minute():
    make_many(2000)
    begun = time.perf_counter()
    made = actions.write_suggestions(now=timezone.now())
    assert time.perf_counter() - begun < 60, "the goal of the nightly task"
    assert made > 1000 and Introduction.objects.count() == made


def make_many(number: int) -> None:
    """That many organisations with a home, a hall and a few themes, always the same."""
    luck = random.Random(8)
    homes = list(Place.objects.filter(kind="estate"))
    themes, who = list(Theme.objects.all()), list(Beneficiary.objects.all())
    with fixture_writes():
        rows = Organisation.objects.bulk_create(
            Organisation(
                name=f"Number {n}",
                slug=f"number-{n}",
                normalised_name=normalise(f"Number {n}"),
                state="active",
                home=luck.choice(homes),
                venues_used=f"Hall {luck.randrange(number // 4)}" if n % 3 else "",
            )
            for n in range(number)
        )
        for field, items in (("themes", themes), ("beneficiaries", who)):
            through = getattr(Organisation, field).through
            column = "theme_id" if field == "themes" else "beneficiary_id"
            through.objects.bulk_create(
                through(organisation_id=row.pk, **{column: item.pk})
                for row in rows
                for item in luck.sample(items, 1 + row.pk % 3)
            )


def test_a_venue_that_is_for_our_office_alone_is_no_reason():
    hall = make_venue(name="Larch Hall")
    one, two = make_organisation(name="One"), make_organisation(name="Two")
    with fixture_writes():
        for organisation in (one, two):
            organisation.venues.add(hall)
        PublishChoice.objects.create(organisation=one, field="venues_used", audience="staff")
    suggest()
    assert not Introduction.objects.exists()
    with fixture_writes():
        PublishChoice.objects.create(organisation=one, field="venues_used", audience="members")
    suggest()
    assert Introduction.objects.get().reason == "You both use Larch Hall."
