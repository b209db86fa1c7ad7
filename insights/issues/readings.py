"""Texts that nobody released, read as wordings are: a process keeps what it read, since reading takes longest."""

from functools import lru_cache

from camk.lately import forgotten_with_the_rest
from insights.issues.actions.finding import written
from insights.issues.hints import place_names, theme_keywords

MOST_KEPT = 3000


class Readings:
    """What was read with these keywords and names; with others all is read anew."""

    def __init__(self, keywords, names):
        self.read_with = keywords, names
        self.of = lru_cache(maxsize=MOST_KEPT)(self._of)

    def _of(self, text: str) -> str:
        keywords, names = self.read_with
        return written(text, names, keywords)


_latest: list[Readings] = []
forgotten_with_the_rest(_latest.clear)


def as_read(told: dict[int, str]) -> dict[int, str]:
    """Texts, by the number of their issue, as the words of a Wording stand."""
    if not told:
        return {}
    today = theme_keywords(), place_names()
    readings = next((kept for kept in _latest if kept.read_with == today), None) or Readings(*today)
    _latest[:] = [readings]
    return {number: readings.of(text) for number, text in told.items()}
