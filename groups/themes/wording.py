"""Words as they are compared: endings and slips of the finger forgiven, and the themes that a text touches."""

import re

from rapidfuzz import fuzz
from text_unidecode import unidecode

from groups.themes.models import ThemeKeyword

_WORD = re.compile(r"[a-z0-9']{3,}")
_WRITTEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = ("fulness", "iness", "ingly", "ness", "ies", "ied", "ing", "ers", "ed", "es", "er", "ly", "s", "y")
_STOP = frozenset(
    "the and for are was were has have had not but with this that from they their them there here our you your "
    "can cannot can't don't does did will would could should who what when where why how all any some more most "
    "very just about into out over under than then too also been being because since get gets got one two lot "
    "lots many much people person need needs needed milton keynes area local group organisation".split()
)


def stem(word: str) -> str:
    """A word without its ending: "volunteers", "volunteering" and "volunteer" meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> frozenset[str]:
    words = _WORD.findall(unidecode(text).lower().replace("’", "'"))
    return frozenset(stem(word) for word in words if word not in _STOP)


def as_written(text: str, stems, stem_of=stem) -> str:
    """The words of `text` that have one of these stems, as somebody wrote them, each stem once."""
    found: dict[str, str] = {}
    for word in _WRITTEN.findall(text):
        bare = stem_of(unidecode(word).lower().replace("’", "'"))
        if bare in stems:
            found.setdefault(bare, word)
    return " ".join(found.values())


def near(one: str, other: str) -> bool:
    """The same word, or the same but for an ending or a slip of the finger."""
    if one == other:
        return True
    if one[0] != other[0] or min(len(one), len(other)) < 4:
        return False
    return fuzz.ratio(one, other) >= 80


def in_common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words of `one` have a like in `other`."""
    return sum(a in other or any(near(a, b) for b in other) for a in one)


def keyword_stems() -> list[tuple[frozenset[str], int]]:
    """The stems of each theme's keywords, with the theme's number."""
    rows = ThemeKeyword.objects.filter(theme__retired_at__isnull=True).values_list("word", "theme")
    return [(stems, theme) for word, theme in rows if (stems := stems_of(word))]


def themes_in(stems: frozenset[str], keywords, *, forgiving: bool = False) -> frozenset[int]:
    """Themes one of whose keywords stands in these words as a whole; `forgiving` allows typing errors."""
    found = {theme for words, theme in keywords if words <= stems}
    if forgiving:
        found |= {
            theme
            for words, theme in keywords
            if theme not in found and all(len(w) >= 5 for w in words) and in_common(words, stems) == len(words)
        }
    return frozenset(found)
