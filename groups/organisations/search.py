"""Finding an organisation by what somebody types: parts of words, other names, and slips of the finger."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from groups.organisations.naming import normalise, plain

CLOSE = 78  # of 100: below this, two spellings are taken for two names
LIKELY = 90  # of 100: above this, two records are likely one organisation


def rank(words: str, rows: Iterable[tuple[int, str]], *, limit: int = 500) -> list[int]:
    """Keys of `rows` (key, normalised name) that `words` may mean, best first, each once."""
    wanted = normalise(words)
    if not wanted:
        return []
    rows = list(rows)
    scores: dict[int, float] = {}
    tokens = wanted.split()
    for key, name in rows:
        if _starts(tokens, name.split()):
            # The shorter the name that holds it all, the more likely it is meant.
            scores[key] = max(scores.get(key, 0), 200 - len(name) / 10)
    if len(wanted) >= 4:
        names = [name for _, name in rows]
        found = process.extract(wanted, names, scorer=_alike, score_cutoff=CLOSE, limit=limit)
        for _, score, index in found:
            key = rows[index][0]
            scores[key] = max(scores.get(key, 0), score)
    return sorted(scores, key=lambda key: (-scores[key], key))[:limit]


def _alike(wanted: str, name: str, **options) -> float:
    """0 to 100: the whole name, or as many of its words as were typed."""
    words = name.split()
    count = len(wanted.split())
    parts = [" ".join(words[n : n + count]) for n in range(len(words) - count + 1)]
    return max(fuzz.ratio(wanted, part) for part in [name, *parts])


def _starts(tokens: list[str], words: list[str]) -> bool:
    """Every typed token begins some word of the name."""
    return all(any(word.startswith(token) for word in words) for token in tokens)


def likeness(one: str, other: str) -> tuple[int, str]:
    """How alike two names are (0 to 100) and why, for staff to judge."""
    a, b = normalise(one), normalise(other)
    if a == b:
        return 100, "the same name"
    shorter, longer = sorted((set(a.split()), set(b.split())), key=len)
    if len(shorter) >= 2 and shorter <= longer:
        return 95, "one name holds the other"
    score = round(max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)))
    if plain(one) == plain(other):
        return 100, "the same name"
    return score, f"names {score}% alike"
