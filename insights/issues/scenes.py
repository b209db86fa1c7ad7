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
