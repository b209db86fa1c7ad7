"""Looking for an organisation as people type: every one is found by its name with a slip, in any order."""

import random

import pytest

from groups.directory.forms import DirectoryForm
from groups.organisations.finding import matches, root
from groups.organisations.models import Organisation
from groups.organisations.naming import normalise
from groups.organisations.publishing import Reader
from insights.demo.data.organisations import ORGANISATIONS
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = [row[1] for row in ORGANISATIONS]


@pytest.fixture
def network():
    """The organisations of the demonstration, by name."""
    return {name: make_organisation(name=name, description="").pk for name in NAMES}


def found(words) -> list[int]:
    form = DirectoryForm({"q": words}, reader=Reader())
    assert form.is_valid()
    return list(form.found())


def slips(word: str, chance: random.Random):
    """The word with a letter left out, doubled, changed, and with two swapped."""
    at = chance.randrange(1, len(word) - 1)
    yield word[:at] + word[at + 1 :]
    yield word[:at] + word[at] + word[at:]
    yield word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def with_one_slip(name: str, chance: random.Random):
    """The name as typed with one slip in its longest word, in its order and turned round."""
    words = normalise(name).split()
    longest = max(words, key=len)
    for slip in slips(longest, chance):
        typed = [slip if word == longest else word for word in words]
        yield " ".join(typed)
        yield " ".join(reversed(typed))


def test_every_organisation_is_found_by_its_name_with_one_slip_in_any_order(network):
    chance = random.Random(21)
    missed = [
        (name, typed)
        for name, key in network.items()
        for typed in with_one_slip(name, chance)
        if key not in found(typed)[:3]
    ]
    assert not missed, missed[:10]


def test_the_joining_pages_find_them_the_same_way(network):
    chance = random.Random(22)
    for name, key in network.items():
        typed = next(iter(with_one_slip(name, chance)))
        assert key in [row.pk for row in matches(typed)], (name, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("befriending", "Eaglestone Evening Befrienders"),
        ("gardening", "Great Linford Gardeners at Large"),
        ("evening befriender", "Eaglestone Evening Befrienders"),
        ("kitchens netherfield", "Netherfield Neighbours Kitchen"),
    ],
)
def test_endings_and_order_do_not_matter(network, typed, name):
    assert network[name] in found(typed)[:3]


def test_what_it_does_is_found_by_its_words_in_any_order_and_form():
    row = make_organisation(name="Sunny Side", description="We repair bicycles for young people.")
    make_organisation(name="Other", description="We bake.")
    for typed in ("repairing bicycle", "bicycles repaired", "Young bicycles"):
        assert found(typed) == [row.pk], typed


@pytest.mark.parametrize(
    ("word", "left"), [("befriending", "befriend"), ("walkers", "walk"), ("days", "days"), ("bus", "bus"), ("", "")]
)
def test_only_endings_are_cut(word, left):
    assert root(word) == left


def test_a_search_never_leaves_the_network(network):
    make_organisation(name="Netherfield Secret Kitchen", state="unverified")
    assert not Organisation.objects.waiting().filter(pk__in=found("netherfield secret kitchen")).exists()
