"""What a text is about as a whole: situations, seen by the words that go along with them (scenes.txt).

One word says little of a situation, several together say much: "floor", "pram" and "climb" are of a lift that is out
of order though none of them means one. So two texts without a word in common may be seen to mean the same.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log

from insights.issues.reading import Names, common, entries, names_table, stem, tells, without_names, words_of

MOST, LEAST, HALF = 5, 4.0, 0.5  # situations of a text; what one needs; what it needs beside the strongest
SURE = 14.0  # from here on nothing is doubted any more: about three words that stand with few others
PLAIN = 9  # from here on it stands in the index as plainly of its situation
NEXT, MOST_NEXT = 0.25, 6  # what a situation next to one that is told of is worth; how many each has
COMMON = 0.6  # what a word is worth that stands in any text


@dataclass(frozen=True)
class Scenes:
    """The list of situations: what each word and each phrase speaks for, and how much."""

    words: dict[str, tuple[tuple[str, ...], float]]
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], float]]]  # first word -> the rest, what for


@cache
def _table() -> Scenes:
    """Read once a process. A word that stands with few situations says more of each."""
    of: dict[tuple[str, ...], dict[str, None]] = {}
    names = set()
    for name, bare, said in entries("scenes.txt"):
        names.add(name)
        if len(bare) > 1 or tells(said):
            of.setdefault(bare, {})[name] = None
    words, phrases = {}, {}
    for (first, *rest), speaks_for in of.items():
        worth = log(len(names) / len(speaks_for))
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), tuple(speaks_for), worth))
        else:
            words[first] = tuple(speaks_for), worth * (COMMON if first in common() else 1)
    return Scenes(words, phrases)


def scenes_in(text: str, names: Names | None = None) -> dict[str, int]:
    """The situations that this text may be of, the likeliest first, and how much speaks for each."""
    words, _ = without_names(words_of(text), names or names_table({}))
    table, stems, seen = _table(), [stem(word) for word in words], set()
    much: Counter[str] = Counter()
    for at, (word, base) in enumerate(zip(words, stems, strict=True)):
        said = [row for row in table.phrases.get(base, ()) if tuple(stems[at + 1 : at + 1 + len(row[0])]) == row[0]]
        if base in table.words and tells(word):
            said.append(((), *table.words[base]))
        for rest, speaks_for, worth in said:
            if (base, *rest) not in seen:
                seen.add((base, *rest))
                for name in speaks_for:
                    much[name] += worth
    likeliest = much.most_common(MOST)
    least = max(LEAST, HALF * likeliest[0][1]) if likeliest else 0
    return {name: round(worth) for name, worth in likeliest if worth >= least}


def shares(scenes: dict[str, int]) -> dict[str, float]:
    """How much of a text is of each situation, less where little speaks for it; all together 1 at most."""
    whole = sum(worth**2 for worth in scenes.values()) ** 0.5
    return {name: worth / whole * min(1.0, worth / SURE) ** 0.5 for name, worth in scenes.items()}


def with_next(shares_of: dict[str, float]) -> dict[str, float]:
    """These situations, and for less those with words most like theirs: who tells of a meter may mean the bill."""
    found = dict(shares_of)
    for name, share in shares_of.items():
        for other, near in _next().get(name, ()):
            found[other] = max(found.get(other, 0), NEXT * near * share)
    return found


@cache
def _next() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each situation the few that share most of its words, and how near they are beside the nearest of them."""
    table = _table()
    rows = [*table.words.values(), *(row[1:] for rows in table.phrases.values() for row in rows)]
    lengths: Counter[str] = Counter()
    both: dict[str, Counter[str]] = {}
    for names, worth in rows:
        for name in names:
            lengths[name] += worth**2
            both.setdefault(name, Counter()).update(dict.fromkeys(names, worth**2))
    found = {}
    for name, shared in both.items():
        near = Counter({other: much / lengths[other] ** 0.5 for other, much in shared.items() if other != name})
        likest = near.most_common(MOST_NEXT)
        found[name] = tuple((other, much / likest[0][1]) for other, much in likest)
    return found
