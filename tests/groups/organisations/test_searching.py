"""Whoever is in the list is found: with a slip of the finger, and mangled as lists mangle names."""

import random

import pytest

from groups.organisations.finding import keys_like
from groups.organisations.models import Organisation
from groups.organisations.naming import normalise
from groups.organisations.search import LIKELY, NameIndex
from tests.bench import duplicates
from tests.guard import fixture_writes


@pytest.mark.django_db
def test_every_one_of_300_is_found_by_its_name_with_one_slip():
    names = duplicates.many_names(300)
    with fixture_writes():
        Organisation.objects.bulk_create(
            Organisation(name=name, slug=f"o{n}", normalised_name=normalise(name), state="active")
            for n, name in enumerate(names)
        )
    network, luck, missed = Organisation.objects.admitted(), random.Random(7), []
    for key, name in network.values_list("pk", "name"):
        typed = duplicates.typo(name, luck)
        if key not in keys_like(network, typed)[:5]:
            missed.append((typed, name))
    assert not missed


@pytest.mark.parametrize("names", [duplicates.own_names(), duplicates.real_names()], ids=["own", "real"])
def test_mangled_names_are_found_and_proposed_with_few_false_ones(names):
    if not names:
        pytest.skip("the list of real organisations is not here")
    found = duplicates.measured(names, variants=8)
    assert found["recall_at_5"] >= duplicates.RECALL
    assert found["proposed"] >= 0.97 and found["false_per_hundred"] <= 5


def test_the_index_finds_what_comparing_each_with_each_finds():
    """It compares with a few only; the control compares with all."""
    names = duplicates.many_names(120) + duplicates.own_names()
    index, luck = NameIndex(enumerate(names)), random.Random(3)
    everything = NameIndex(enumerate(names))
    everything._near = lambda name, least: everything._filed
    for name in names[::3]:
        typed = duplicates.mangled(name, luck)
        assert index.like(typed, least=LIKELY) == everything.like(typed, least=LIKELY), typed
