"""Words that stand near another in the language at large (related.txt): weaker than what synonyms.txt calls the same.

The list was derived, and nobody edits it: a word that was missed goes into synonyms.txt, which counts for more.
"""

from functools import cache
from pathlib import Path

STEP = 0.05  # one letter of a nearness: "a" is 0.3, "b" is 0.35
LEAST, ALL_BUT_SAME, BEST = 0.3, 0.7, 0.9  # nearness from which a word counts, counts in full, and what full is


@cache
def _table() -> dict[str, str]:
    """Each bare form with its line as it stands, which takes a third of the memory of a list; read once a process."""
    lines = (Path(__file__).parent / "related.txt").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def is_a_word(base: str) -> bool:
    """Whether the language at large has this bare form, so that it need not be a slip of the finger."""
    return base in _table()


def related(base: str) -> dict[str, float]:
    """The bare forms near this one, and what each is worth beside the word itself."""
    near = ((word[:-1], LEAST + STEP * (ord(word[-1]) - ord("a"))) for word in _table().get(base, "").split())
    return {word: BEST * min(1.0, nearness / ALL_BUT_SAME) for word, nearness in near}
