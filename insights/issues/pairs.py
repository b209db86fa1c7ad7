"""Two texts side by side: how alike they are, for staff who look for doubles among what has just come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from text_unidecode import unidecode

from groups.themes.wording import in_common, stems_of, themes_in

MOST_READ = 1500  # newest issues looked through; enough for several years of this network


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its plain form, its word stems, and the themes it touches."""

    text: str
    stems: frozenset[str]
    themes: frozenset[int]


def read(text: str, keywords, themes: Iterable[int] = (), *, forgiving: bool = False) -> Reading:
    """`text` made ready; themes already given by staff are trusted, otherwise its own words tell."""
    plain = " ".join(unidecode(text).lower().split())
    stems = stems_of(plain)
    return Reading(plain, stems, frozenset(themes) or themes_in(stems, keywords, forgiving=forgiving))


def likeness(one: Reading, other: Reading) -> float:
    """0 to 1: half by words in common, a third by the whole sentence, the rest by theme."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    if not shorter:
        return 0.0
    shared = in_common(shorter, longer)
    same_theme = bool(one.themes & other.themes)
    if not shared and not same_theme:
        return 0.0
    words = shared / max(len(shorter), 3)
    sentence = fuzz.token_set_ratio(one.text, other.text) / 100
    return min(1.0, 0.5 * words + 0.3 * sentence + (0.25 if same_theme else 0.0))
