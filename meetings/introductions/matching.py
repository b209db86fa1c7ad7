"""Which organisations might gain from each other: what a pair shares, the rarer the weightier, and said in words.

Only pairs that share something are ever looked at. Something that a great many share (a theme of half the network)
brings no pair up by itself, but counts for pairs that share something rarer too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from math import log

from groups.organisations.models import Organisation, PublishChoice
from groups.organisations.naming import plain
from groups.organisations.publishing import Reader, readable
from groups.places.models import Place

VENUE, ESTATE, THEME, BENEFICIARY = "venue", "estate", "theme", "beneficiary"
WEIGHTS = {VENUE: 5.0, ESTATE: 2.0, THEME: 1.5, BENEFICIARY: 1.0}
CROWD = 150  # shared by more than this, a thing makes no pair by itself
ENOUGH = 4.5  # below this, the two share too little to be asked
FEW = 50  # so that in a small network, too, sharing a hall with two others means something
MOST_EACH = 3  # suggestions for one organisation, the strongest
_ANYBODY = {"everyone", "adults"}  # says nothing about two organisations that share it

Key = tuple[str, str]  # what is shared: its kind, and which one


@dataclass(frozen=True)
class Facts:
    """What one organisation may share with another: each thing with the words it is known by."""

    pk: int
    keys: dict[Key, str] = field(hash=False)


@dataclass(frozen=True)
class Pair:
    """Two organisations, lower key first, how strongly they match, and why."""

    low: int
    high: int
    score: int
    reason: str


def read_facts() -> list[Facts]:
    """Everything that can be shared, of each organisation of the network, in four statements."""
    found: dict[int, dict[Key, str]] = {}
    rows = Organisation.objects.filter(state=Organisation.State.ACTIVE).order_by("pk")
    for pk, place, label, kind in rows.values_list("pk", "home", "home__label", "home__kind"):
        found[pk] = {(ESTATE, str(place)): label} if kind == Place.Kind.ESTATE else {}
    # The reason is read by the other one before it says yes: venues only as far as members may see them.
    open_about_venues = rows.filter(readable("venues_used", Reader(level=PublishChoice.Audience.MEMBERS)))
    for pk, words, venue in open_about_venues.values_list("pk", "venues_used", "venues__name"):
        for name in [*venue_names(words), *([venue] if venue else [])]:
            found[pk][(VENUE, plain(name))] = name
    for name, column, kind in (("themes", "theme", THEME), ("beneficiaries", "beneficiary", BENEFICIARY)):
        through = getattr(Organisation, name).through.objects.filter(organisation__in=rows.values("pk"))
        columns = ("organisation", f"{column}__code", f"{column}__label")
        for pk, code, label in through.values_list(*columns):
            if code not in _ANYBODY:
                found[pk][(kind, code)] = label
    return [Facts(pk, keys) for pk, keys in found.items()]


def venue_names(words: str) -> list[str]:
    """The buildings in "Larch Hall, Conniburrow; the library": each as written, without what is too short to tell."""
    parts = (part.strip(" .") for part in re.split(r"[;\n]", words))
    return [part for part in parts if len(plain(part)) > 3]


def best_pairs(facts: Iterable[Facts], known: set[tuple[int, int]]) -> list[Pair]:
    """The pairs worth suggesting, strongest first: none of `known`, and few for each organisation."""
    facts = {fact.pk: fact for fact in facts}
    holders = _holders(facts.values())
    weights = {key: _weight(key, len(pks), len(facts)) for key, pks in holders.items()}
    given: Counter[int] = Counter()
    found = []
    for score, low, high in sorted(_scored(holders, weights, facts), key=lambda row: (-row[0], row[1:])):
        if (low, high) in known or given[low] >= MOST_EACH or given[high] >= MOST_EACH:
            continue
        given.update((low, high))
        shared = sorted(_shared(facts[low], facts[high]), key=lambda key: (-weights[key], key))
        found.append(Pair(low, high, round(score * 10), in_words(shared, facts[low].keys)))
    return found


def _holders(facts: Iterable[Facts]) -> dict[Key, list[int]]:
    """Who has each thing that at least two have."""
    holders = defaultdict(list)
    for fact in facts:
        for key in fact.keys:
            holders[key].append(fact.pk)
    return {key: sorted(pks) for key, pks in holders.items() if len(pks) > 1}


def _weight(key: Key, sharers: int, everybody: int) -> float:
    """The rarer, the more: what two of a thousand share weighs twice as much as what fifty of them do."""
    weight = WEIGHTS[key[0]] * (1 + log((everybody + FEW) / sharers)) / 2
    # In steps of 1/1024 sums are exact: no pair comes before an equal one because of the order of reading.
    return round(weight * 1024) / 1024


def _scored(holders, weights, facts) -> Iterator[tuple[float, int, int]]:
    """Pairs brought up by something rare enough, with the weight of all they share."""
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for key, pks in holders.items():
        if len(pks) <= CROWD:
            for pair in combinations(pks, 2):
                scores[pair] += weights[key]
    crowds = {key: set(pks) for key, pks in holders.items() if len(pks) > CROWD}
    for (low, high), score in scores.items():
        score += sum(weights[key] for key, pks in crowds.items() if low in pks and high in pks)
        if score >= ENOUGH:
            yield score, low, high


def _shared(one: Facts, other: Facts) -> set[Key]:
    return one.keys.keys() & other.keys.keys()


def in_words(shared: list[Key], labels: dict[Key, str]) -> str:
    """Why, for both to read: "You both use Larch Hall. You both work on health and green spaces." """
    lines = []
    for kind, begin in ((VENUE, "You both use"), (ESTATE, "You are both at home in")):
        lines += [f"{begin} {labels[key]}." for key in shared if key[0] == kind][:1]
    for kind, begin in ((THEME, "You both work on"), (BENEFICIARY, "You are both there for")):
        names = [_small(labels[key]) for key in shared if key[0] == kind][:2]
        if names:
            lines.append(f"{begin} {' and '.join(names)}.")
    return " ".join(lines)[:500]


def _small(label: str) -> str:
    """A label inside a sentence: "Health" becomes "health", "LGBTQ+ people" stays."""
    first = label.split(" ")[0]
    return label if len(first) > 1 and first[:2].isupper() else label[:1].lower() + label[1:]
