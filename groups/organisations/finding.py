"""Organisations of the network that typed words may mean: by name, by another name, by what they do."""

from django.db.models import QuerySet

from groups.organisations.models import Organisation
from groups.organisations.search import rank

SHOWN = 6
# What may stand at the end of a word without making it another one: "befriending" finds the befrienders.
ENDINGS = ("ings", "ing", "ers", "ies", "er", "es", "ed", "s", "y")
SHORTEST_ROOT = 4


def root(word: str) -> str:
    """The word without its ending, if enough of it is left to tell it from others."""
    cut = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST_ROOT), "")
    return word[: len(word) - len(cut)]


def keys_like(rows: QuerySet[Organisation], words: str) -> list[int]:
    """Keys of `rows` by name (slips, endings and order forgiven), then by what they say they do; one statement."""
    roots = [root(word.lower()) for word in words.split()]
    spellings = list(rows.spellings_and_mentions(roots))
    names = [(key, name) for key, name, _ in spellings]
    mentioned = [key for key, _, mentions in spellings if mentions]
    return list(dict.fromkeys([*rank(words, names), *rank(" ".join(roots), names), *mentioned]))


def matches(words: str) -> list[Organisation]:
    """Admitted ones whose name, or another name of theirs, is like `words`; best first, two statements."""
    network = Organisation.objects.admitted()
    found = rank(words, network.spellings(), limit=SHOWN)
    rows = network.select_related("home", "kind").in_bulk(found)
    return [rows[key] for key in found]
