"""Which needs and offers fit: the same words (endings and slips forgiven), then theme and place."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from groups.themes.wording import in_common, stems_of
from meetings.exchange.models import Listing

WORD, THEME, NEAR = 1.5, 1.0, 1.0
MOST_WORDS = 3  # more words in common say no more
ENOUGH = 2.5  # a word and two more things, or two words
_EMPTY = stems_of("offer offers offering available free use week weekly day days month time help please new")


@dataclass(frozen=True)
class Fit:
    """A need and an offer that fit."""

    need: Listing
    offer: Listing
    score: float


def fits(listings: list[Listing]) -> list[Fit]:
    """The pairs that fit, best first. Only those that share a word are compared."""
    read = {row.pk: (row, stems_of(f"{row.title} {row.words}") - _EMPTY) for row in listings}
    holders = defaultdict(set)
    for pk, (row, stems) in read.items():
        if row.kind == Listing.Kind.OFFER:
            for stem in stems:
                holders[stem[:4]].add(pk)
    found = []
    for need, stems in read.values():
        if need.kind == Listing.Kind.NEED:
            for pk in set().union(*(holders[stem[:4]] for stem in stems)):
                offer, other = read[pk]
                score = _score(need, stems, offer, other)
                if score >= ENOUGH and need.organisation_id != offer.organisation_id:
                    found.append(Fit(need, offer, score))
    return sorted(found, key=lambda fit: (-fit.score, fit.need.pk, fit.offer.pk))


def _score(need: Listing, stems: frozenset[str], offer: Listing, other: frozenset[str]) -> float:
    words = min(in_common(stems, other), MOST_WORDS)
    if not words:
        return 0
    themes = {theme.pk for theme in need.themes.all()} & {theme.pk for theme in offer.themes.all()}
    near = need.place and offer.place and set(_around(need.place)) & set(_around(offer.place))
    return words * WORD + THEME * min(len(themes), 2) + (NEAR if near else 0)


def _around(place) -> Iterator[int]:
    """The place and the parish and area it lies in."""
    yield from (key for key in (place.pk, place.parish_id, place.cluster_id) if key)
