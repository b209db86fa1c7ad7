"""Organisations of the network that typed words may mean, as rows to choose from."""

from groups.organisations.models import Organisation
from groups.organisations.search import rank

SHOWN = 6


def matches(words: str) -> list[Organisation]:
    """Admitted ones whose name, or another name of theirs, is like `words`; best first, two statements."""
    network = Organisation.objects.admitted()
    found = rank(words, network.spellings(), limit=SHOWN)
    rows = network.select_related("home", "kind").in_bulk(found)
    return [rows[key] for key in found]
