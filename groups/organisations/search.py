"""Finding an organisation by what somebody types, and records that may be one: slips of the finger forgiven."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from groups.organisations.data import NAME_COMMON, NAME_NOISE, NAME_QUALIFIERS
from groups.organisations.naming import in_brackets, normalise

CLOSE = 70  # of 100: below this, a name is not what was typed
LIKELY = 90  # of 100: above this, two records are likely one organisation
HELD = 78  # of 100: what one name must be of another that holds it whole
HOLDS = "one name holds the other"

_NOISE = frozenset(word for phrase in NAME_NOISE for word in phrase.split())


@lru_cache(maxsize=20_000)
def weight(word: str) -> float:
    """How much a word tells one organisation from another."""
    near = (noise for noise in _NOISE if len(noise) >= 6 and len(word) >= 5)
    if word in _NOISE or any(OSA.distance(word, noise, score_cutoff=1) <= 1 for noise in near):
        return 0.1
    return 0.4 if word in NAME_COMMON else 1.0


@lru_cache(maxsize=50_000)
def _same_word(one: str, other: str) -> float:
    """0 to 1: one word, allowing one slip in four letters or two in nine."""
    if one == other:
        return 1.0
    shortest, longest = sorted((len(one), len(other)))
    allowed = 0 if longest < 4 or shortest < 3 else 1 if longest < 9 else 2
    slips = OSA.distance(one, other, score_cutoff=allowed)
    return 1 - slips / (shortest + longest) if slips <= allowed else 0.0


def _matched(one: tuple[str, ...], other: tuple[str, ...], *, beginnings: bool = False) -> tuple[float, float, float]:
    """Weight of what two names have in common, and the whole weight of each."""
    left, common, first = list(other), 0.0, 0.0
    second = sum(map(weight, other))
    for word in one:
        best, score = None, 0.0
        for there in left:
            alike = _same_word(word, there)
            if beginnings and not alike and len(word) > 2 and there.startswith(word):
                alike = 0.9
            if alike > score:
                best, score = there, alike
        if best is None:
            first += weight(word)
            continue
        # A slip in a word that many share ("twn council") tells no more than the word itself.
        left.remove(best)
        counts = min(weight(word), weight(best))
        common, first, second = common + score * counts, first + counts, second + counts - weight(best)
    return common, first, second


def rank(words: str, rows: Iterable[tuple[int, str]], *, limit: int = 500) -> list[int]:
    """Keys of `rows` (key, normalised name) that `words` may mean, best first, each once."""
    wanted = normalise(words)
    tokens = tuple(wanted.split())
    if not tokens:
        return []
    split = [(key, name, name.split()) for key, name in rows]
    near = _near(tokens, {word for _, _, words in split for word in words})
    glued = "".join(tokens)
    scores: dict[int, float] = {}
    for key, name, parts in split:
        # Most names have no word near any that was typed; only the others are looked at closely.
        if near.isdisjoint(parts) and name.replace(" ", "") != glued:
            continue
        score = _sought(wanted, tokens, name)
        if score > scores.get(key, 0):
            scores[key] = score
    return sorted(scores, key=lambda key: (-scores[key], key))[:limit]


def _near(tokens: tuple[str, ...], known: set[str]) -> set[str]:
    """The words of all names that begin with a typed one, or are one but for a slip."""
    words = list(known)
    found = {word for word in words for token in tokens if word.startswith(token)}
    for token in tokens:
        found |= {word for word, _, _ in process.extract_iter(token, words, scorer=OSA.distance, score_cutoff=2)}
    return found


def _sought(wanted: str, tokens: tuple[str, ...], name: str) -> float:
    """How well a name answers what was typed; 0 for not at all."""
    parts = tuple(name.split())
    if all(any(part.startswith(token) for part in parts) for token in tokens):
        return 200 - len(name) / 10  # the shorter the name that holds it all, the more likely it is meant
    if len(wanted) < 4:
        return 0
    common, typed, whole = _matched(tokens, parts, beginnings=True)
    if not common:
        return 95 if "".join(tokens) == "".join(parts) else 0
    covered = 100 * common / typed
    return 0.8 * covered + 0.2 * (100 * common / whole) if covered >= CLOSE else 0


def likeness(one: str, other: str) -> tuple[int, str]:
    """How alike two names are (0 to 100) and why, for staff to judge."""
    best = (0, "")
    for a in in_brackets(one):
        for b in in_brackets(other):
            score, reason = _likeness(a, b)
            if (a, b) != (normalise(one), normalise(other)) and score >= LIKELY:
                score, reason = 95, HOLDS
            best = max(best, (score, reason), key=lambda found: found[0])
    return best


@lru_cache(maxsize=50_000)
def _likeness(a: str, b: str) -> tuple[int, str]:
    """The same of two normalised names."""
    if a == b:
        return 100, "the same name"
    if a.replace(" ", "") == b.replace(" ", ""):
        return 98, "the same name, written apart"
    one, other = tuple(a.split()), tuple(b.split())
    common, first, second = _matched(one, other)
    score = round(200 * common / (first + second)) if common else 0
    shorter, longer = sorted((set(one), set(other)), key=len)
    if shorter < longer and len(shorter) >= 2 and score >= HELD and not (longer - shorter) & NAME_QUALIFIERS:
        return 95, HOLDS
    if sum(sorted((weight(word) for word in shorter), reverse=True)[:1]) < 1:
        score = min(score, LIKELY - 1) if score < 97 else score  # nothing in it but what many names share
    return score, f"names {score}% alike"


class _Traits(NamedTuple):
    """What a name is filed and weighed by: telling words, weight of the rest, of the whole, of doubtful words."""

    telling: tuple[str, ...]
    rest: float
    whole: float
    slack: float


@lru_cache(maxsize=20_000)
def _traits(name: str) -> _Traits:
    words = tuple(name.split())
    telling = tuple(word for word in words if weight(word) == 1) or words
    whole = sum(map(weight, words))
    # "twn" may be "town" with a slip, and tell nothing.
    doubtful = [word for word in telling if weight(word) == 1 and any(_same_word(word, w) for w in NAME_COMMON)]
    return _Traits(telling, whole - sum(map(weight, telling)), whole, 0.4 * len(doubtful))


@lru_cache(maxsize=20_000)
def _marks(word: str) -> frozenset[str]:
    """What a word is filed under: itself, and itself with one letter left out."""
    return frozenset({word, *(word[:n] + word[n + 1 :] for n in range(len(word)) if len(word) >= 4)})


class _Filed(NamedTuple):
    """A name, or the part of one in or before brackets, as the index keeps it."""

    key: object
    name: str
    is_whole: bool
    traits: _Traits


class NameIndex:
    """Names filed by their telling words, so that each is compared with a few others only."""

    def __init__(self, rows: Iterable[tuple[object, str]] = ()):
        self._filed: list[_Filed] = []
        self._files: dict[str, set[int]] = defaultdict(set)
        for key, name in rows:
            self.add(key, name)

    def add(self, key, name: str) -> None:
        """File one more name of `key`."""
        for n, part in enumerate(in_brackets(name)):
            for word in (*_traits(part).telling, part.replace(" ", "")):
                for mark in _marks(word):
                    self._files[mark].add(len(self._filed))
            self._filed.append(_Filed(key, part, n == 0, _traits(part)))

    def like(self, name: str, *, least: int = LIKELY) -> dict[object, tuple[int, str]]:
        """Key -> how alike and why, of every name that is at least so alike."""
        found: dict[object, tuple[int, str]] = {}
        for n, part in enumerate(in_brackets(name)):
            for other in self._near(part, min(least, HELD)):
                score, reason = _likeness(part, other.name)
                if score >= LIKELY and not (n == 0 and other.is_whole):
                    score, reason = 95, HOLDS
                if score >= least and score > found.get(other.key, (0,))[0]:
                    found[other.key] = score, reason
        return found

    def _near(self, name: str, least: int) -> Iterable[_Filed]:
        """Those that have enough telling words in common with `name` to be worth a look."""
        mine = _traits(name)
        shared: dict[int, float] = defaultdict(float)
        for word in mine.telling:
            for number in set().union(*(self._files.get(mark, ()) for mark in _marks(word))):
                shared[number] += weight(word)
        for number in self._files.get(name.replace(" ", ""), ()):
            shared[number] += mine.whole
        for number, common in shared.items():
            other = self._filed[number].traits
            most = 2 * (common + min(mine.rest + mine.slack, other.rest + other.slack))
            if 100 * most >= least * (mine.whole + other.whole - 1.5 * (mine.slack + other.slack)):
                yield self._filed[number]
