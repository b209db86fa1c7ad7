"""How alike two texts are: what each word and each situation of the one is worth in the other."""

from functools import lru_cache
from math import log

from insights.issues.reading import common
from insights.issues.scenes import shares, with_next

MOST_WORDS = 60  # of a long text: its most telling
# What a like is worth beside the same word: another word for it, a theme, any word.
MEANS, THEME, COMMON = 0.9, 0.35, 0.35
SMOOTH = 150  # a word in fewer than one wording of 150 is not rarer than that: it would decide alone
ALREADY = 0.2  # of the worth of a word, beside that of its meanings, where both stand
NOT_ASKED = 3.0  # how much a word of the wording weighs that was not looked for
NOT_KNOWN = 0.5  # of the rarest: a word of the text that nobody used, so that the others do not stand for all of it
SCENE_TELLS = 3.0  # what a situation is worth beside a word, when wordings are chosen to be compared
RAREST = log(1 + SMOOTH)  # what a term is worth that hardly any wording has


class Search:
    """A text as it is looked for: for each of its words, the terms that would do, and what each is worth.

    `scenes`: the situations that it may be of, and how much speaks for each (scenes.py).
    """

    def __init__(self, slots: list[dict[str, float]], known: dict[str, tuple[int, int]], every: int, scenes=None):
        self.known, self.every = known, every
        worth = {term: log(1 + every / (number + every / SMOOTH)) for term, (_, number) in known.items() if number}
        self.worth = {term: value * (COMMON if term in common() else 1) for term, value in worth.items()}
        unknown = sum(not any(term in worth or term[0] == "@" for term in slot) for slot in slots)
        unknown = max(0, unknown - sum(term[0] == "~" for term in worth))  # a theme knows its keyword
        slots = [{term: share for term, share in slot.items() if term in worth} for slot in slots]
        self.slots = sorted((slot for slot in slots if slot), key=self._most, reverse=True)[:MOST_WORDS]
        self.whole = sum(self._most(slot) for slot in self.slots) + NOT_KNOWN * RAREST * unknown
        self.asked: dict[str, float] = {}
        self.by_term: dict[str, list[tuple[int, float]]] = {}  # where each term would do, and what it is worth there
        for at, slot in enumerate(self.slots):
            for term, share in slot.items():
                self.asked[term] = max(share, self.asked.get(term, 0))
                self.by_term.setdefault(term, []).append((at, share * self.worth[term]))
        self.weighed: dict[tuple[str, tuple[str, ...]], tuple[float, float]] = {}
        told = shares(scenes or {})
        self.scenes = {term: share for name, share in with_next(told).items() if (term := f"%{name}") in worth}
        self.plainly = {sure: share for name, share in told.items() if (sure := f"%{name}!") in worth}
        self.terms = self.asked | self.scenes | self.plainly

    def telling(self) -> dict[str, float]:
        """What each term adds to a wording it stands in. Where the very word stands, its meanings stand too."""
        adds: dict[str, float] = {}
        for slot in self.slots:
            means = sum(share * self.worth[term] for term, share in slot.items() if term[0] in "=~")
            for term, share in slot.items():
                value = share * self.worth[term]
                value = value if term[0] in "=~" else max(value - means, ALREADY * value)
                adds[term] = max(value, adds.get(term, 0))
        scenes = self.scenes | self.plainly
        return adds | {term: share * SCENE_TELLS * self.worth[term] for term, share in scenes.items()}

    def _most(self, slot: dict[str, float]) -> float:
        return max(share * self.worth[term] for term, share in slot.items())

    def score(self, words: str) -> float:
        """0 to 1: how much of the text is found in the wording, and how much of the wording in the text.

        What is missing is made good as far as both are of one situation.
        """
        tokens, terms, scenes = parts_of(words)
        best: dict[int, tuple[float, str]] = {}
        for term in terms & self.by_term.keys():
            for at, value in self.by_term[term]:
                best[at] = max(best.get(at, (0.0, "")), (value, term))
        found: dict[str, float] = {}  # a term of the wording answers one word of the text
        for value, term in best.values():
            found[term] = max(value, found.get(term, 0))
        theirs = covered = 0.0
        for token in tokens:
            if token not in self.weighed:
                self.weighed[token] = self._of_word(*token)
            weight, got = self.weighed[token]
            theirs, covered = theirs + weight, covered + got
        alike = 0.0
        if theirs and self.whole:
            alike = (sum(found.values()) / self.whole) ** 0.5 * (covered / theirs) ** 0.6
        return alike + (1 - alike) * self._same_scene(scenes)

    def _same_scene(self, scenes: dict[str, float]) -> float:
        """0 to 1: how far both are of one situation; one that many tell of says less."""
        both = self.scenes.keys() & scenes.keys()
        return sum(self.scenes[term] * scenes[term] * (self.worth[term] / RAREST) ** 0.5 for term in both)

    def _of_word(self, base: str, means: tuple[str, ...]) -> tuple[float, float]:
        """How much one word of the wording weighs, and how much of that the text has."""
        if base.startswith("@") or (base.startswith("~") and base not in self.asked):
            return 0.0, 0.0  # another place or theme takes nothing away
        got, weight = 0.0, NOT_ASKED * (COMMON if base in common() else 1)
        if base in self.asked:
            weight = self.worth[base] * (THEME if base.startswith("~") else 1)
            got = weight if base.startswith("~") else self.asked[base] * weight
        for term in means:
            if term in self.asked:
                there = min(self.asked[term], MEANS / len(means) ** 0.5) * self.worth[term]
                if there > got:
                    got, weight = there, max(MEANS * self.worth[term], there)
        return weight, got


@lru_cache(maxsize=5000)
def parts_of(words: str) -> tuple[list[tuple[str, tuple[str, ...]]], frozenset[str], dict[str, float]]:
    """The words of a Wording, each with its meanings, all its terms, and how much it is of each situation.

    Those found often are taken apart once.
    """
    said = [word.split("/") for word in words.split()]
    tokens = [(base, tuple(f"={name}" for name in means)) for base, *means in said if not base.startswith("%")]
    scenes = shares({name: int(much) for base, *_ in said if base[:1] == "%" for name, much in [base.split(":")]})
    return tokens, frozenset((*scenes, *(way for base, means in tokens for way in (base, *means)))), scenes
